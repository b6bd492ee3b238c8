package dev.patrol.azure;

import dev.patrol.service.health.Reachability;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the calls of each organization at each host have come to, which host is away by that, and of which organization to ask
 * where nobody calls. The token and the audit API of an organization are at different hosts; only the first can be asked for
 * nothing, of the second is known what its polls come to.
 */
final class Places {
    /** Where only another instance asks by now, what was heard here says nothing. */
    private static final Duration OUT_OF_DATE = Duration.ofMinutes(30);
    /** So many organizations in a row are no accident of one of them. */
    private static final int SPOKEN_FOR_ALL = 5;

    private final Map<Place, Reachability> places = new ConcurrentHashMap<>();
    /** Also where nothing came of it, as where nobody is signed in. */
    private final Map<String, Instant> asked = new ConcurrentHashMap<>();

    private final Map<String, String> hosts;
    private final Duration silence;
    private final Clock clock;
    private final Instant begun;

    /**
     * @param hosts where each organization can be asked
     * @param silence after so long without a call of any organization at a host one is asked
     */
    Places(Map<String, String> hosts, Duration silence, Clock clock) {
        this.hosts = Map.copyOf(hosts);
        this.silence = silence;
        this.clock = clock;
        this.begun = clock.instant();
    }

    private record Place(String organization, String host) {}

    Reachability at(String organization, String host) {
        return places.computeIfAbsent(new Place(organization, host), any -> new Reachability(clock));
    }

    /** The hosts that can be asked. */
    Set<String> hosts() {
        return Set.copyOf(hosts.values());
    }

    /** Those to be asked again, since their last call at a host failed; first the one of which nothing was heard for longest. */
    List<String> failing(String host) {
        return spoken(host, organization -> find(organization, host)
                        .filter(place -> place.hasFailed() && place.isInDoubt(silence))
                        .isPresent())
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether the last call of an organization at a host failed. */
    boolean hasFailed(String organization, String host) {
        return find(organization, host).filter(Reachability::hasFailed).isPresent();
    }

    /**
     * The one to be asked where a host has been silent. Where one has begun to fail there, another is asked at once: it tells
     * whether that one is alone.
     */
    Optional<String> silent(String host) {
        Map<String, Instant> others = spoken(host, organization -> !hasFailed(organization, host));
        Instant late = clock.instant().minus(silence);
        Instant news = isAway(host) ? late : lastToFail(host).orElse(late);
        Instant since = news.isAfter(late) ? news : late;
        return others.values().stream().allMatch(time -> time.isBefore(since))
                ? others.entrySet().stream().min(Map.Entry.comparingByValue()).map(Map.Entry::getKey)
                : Optional.empty();
    }

    void asked(String organization) {
        asked.put(organization, clock.instant());
    }

    /** Whether no organization is answered there: those heard last have all failed, and one of them twice in a row. */
    boolean isAway(String host) {
        List<Word> last = at(host).map(Word::of)
                .sorted(Comparator.comparing(Word::heard).reversed())
                .limit(SPOKEN_FOR_ALL)
                .toList();
        return last.stream().anyMatch(Word::isTrouble) && last.stream().allMatch(Word::isFailure);
    }

    /** What was heard last of an organization; it may be heard of meanwhile. */
    private record Word(Instant heard, boolean isFailure, boolean isTrouble) {
        static Word of(Reachability place) {
            return new Word(place.heard(), place.hasFailed(), place.trouble().isPresent());
        }
    }

    /** Whether a host is. */
    boolean isAnyAway() {
        return places.keySet().stream().map(Place::host).distinct().anyMatch(this::isAway);
    }

    /** What is in trouble, by organization and host. */
    SortedMap<String, Reachability.Trouble> troubles() {
        SortedMap<String, Reachability.Trouble> troubles = new TreeMap<>();
        places.forEach((place, reached) -> reached.trouble()
                .ifPresent(trouble -> troubles.put(place.organization() + " at " + place.host(), trouble)));
        return troubles;
    }

    void forgetOld() {
        places.values().removeIf(place -> place.isSilentFor(OUT_OF_DATE));
    }

    private Optional<Reachability> find(String organization, String host) {
        return Optional.ofNullable(places.get(new Place(organization, host)));
    }

    private Optional<Instant> lastToFail(String host) {
        return at(host).flatMap(place -> place.failingSince().stream()).max(Comparator.naturalOrder());
    }

    private Stream<Reachability> at(String host) {
        return places.entrySet().stream()
                .filter(place -> place.getKey().host().equals(host))
                .map(Map.Entry::getValue);
    }

    /** When each of some organizations that can be asked at a host was heard or asked last. */
    private Map<String, Instant> spoken(String host, Predicate<String> wanted) {
        return hosts.entrySet().stream()
                .filter(own -> own.getValue().equals(host))
                .map(Map.Entry::getKey)
                .filter(wanted)
                .collect(Collectors.toMap(Function.identity(), organization -> spoken(organization, host)));
    }

    private Instant spoken(String organization, String host) {
        Instant heard = find(organization, host).map(Reachability::heard).orElse(begun);
        Instant last = asked.getOrDefault(organization, begun);
        return heard.isAfter(last) ? heard : last;
    }
}
