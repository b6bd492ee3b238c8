package dev.patrol.simulator.identity;

import dev.patrol.simulator.Credential;
import dev.patrol.simulator.identity.DeviceSignIn.State;
import dev.patrol.simulator.tenant.User;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Device codes (RFC 8628), who approved them, and how often the client asks. By the system's clock, as the clients are. */
public final class DeviceCodes {

    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ23456789";
    private static final int CODE_LENGTH = 9;
    private static final int MOST = 1_000;
    /** A client that waits as it was told may be a little early by its own clock. */
    private static final Duration TOLERANCE = Duration.ofMillis(200);

    private static final class Entry {
        private final Credential deviceCode = IssuedValue.of("device");
        private final String userCode;
        private final String clientId;
        private final Set<String> permissions;
        private final Instant expires;
        private final Duration interval;
        private State state = State.PENDING;
        private User user;
        private Instant nextPoll = Instant.MIN;

        private Entry(String userCode, String clientId, Set<String> permissions, Instant expires, Duration interval) {
            this.userCode = userCode;
            this.clientId = clientId;
            this.permissions = permissions;
            this.expires = expires;
            this.interval = interval;
        }
    }

    /** What the client is given. */
    record Begun(Credential deviceCode, String userCode, Duration life, Duration interval) {}

    /** What a poll leads to: a grant, or the refusal. */
    record Poll(Optional<Grant> grant, OAuthError refusal) {

        private static Poll refused(OAuthError error) {
            return new Poll(Optional.empty(), error);
        }
    }

    private final Map<String, Entry> byUserCode = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    public DeviceCodes(Clock clock) {
        this.clock = clock;
    }

    synchronized Begun begin(String clientId, Set<String> permissions, Duration life, Duration interval) {
        if (byUserCode.size() >= MOST) {
            byUserCode.remove(byUserCode.keySet().iterator().next());
        }
        Entry entry =
                new Entry(newUserCode(), clientId, permissions, clock.instant().plus(life), interval);
        byUserCode.put(entry.userCode, entry);
        return new Begun(entry.deviceCode, entry.userCode, life, interval);
    }

    /** A client's question whether the person is done; a grant is given once. */
    synchronized Poll poll(String deviceCode, String clientId) {
        Optional<Entry> found = byUserCode.values().stream()
                .filter(entry -> entry.deviceCode.reveal().equals(deviceCode) && entry.clientId.equals(clientId))
                .findFirst();
        if (found.isEmpty()) {
            return Poll.refused(OAuthError.CODE_UNKNOWN);
        }
        Entry entry = found.get();
        Instant now = clock.instant();
        boolean early = now.plus(TOLERANCE).isBefore(entry.nextPoll);
        entry.nextPoll = now.plus(entry.interval);
        return switch (stateOf(entry)) {
            case PENDING -> Poll.refused(early ? OAuthError.SLOW_DOWN : OAuthError.AUTHORIZATION_PENDING);
            case DECLINED -> Poll.refused(OAuthError.DECLINED);
            case EXPIRED -> Poll.refused(OAuthError.CODE_EXPIRED);
            case REDEEMED -> Poll.refused(OAuthError.CODE_UNKNOWN);
            case APPROVED -> {
                entry.state = State.REDEEMED;
                yield new Poll(Optional.of(new Grant(entry.user, Optional.of(clientId), entry.permissions)), null);
            }
        };
    }

    /** @throws IllegalArgumentException if no sign-in with this code waits for a person */
    public synchronized void approve(String userCode, User user) {
        Entry entry = waiting(userCode);
        entry.user = user;
        entry.state = State.APPROVED;
    }

    /** @throws IllegalArgumentException if no sign-in with this code waits for a person */
    public synchronized void decline(String userCode) {
        waiting(userCode).state = State.DECLINED;
    }

    public synchronized List<DeviceSignIn> all() {
        List<DeviceSignIn> all = new ArrayList<>();
        byUserCode
                .values()
                .forEach(entry -> all.add(new DeviceSignIn(
                        entry.userCode,
                        entry.clientId,
                        entry.permissions.stream().sorted().toList(),
                        stateOf(entry),
                        entry.user == null ? null : entry.user.principalName(),
                        entry.expires)));
        return all;
    }

    private Entry waiting(String userCode) {
        Entry entry = byUserCode.get(userCode.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT));
        if (entry == null || stateOf(entry) != State.PENDING) {
            throw new IllegalArgumentException("No sign-in with the code '" + userCode + "' waits for a person.");
        }
        return entry;
    }

    private State stateOf(Entry entry) {
        boolean late = !clock.instant().isBefore(entry.expires);
        return late && entry.state != State.REDEEMED ? State.EXPIRED : entry.state;
    }

    private String newUserCode() {
        String code;
        do {
            code = random.ints(CODE_LENGTH, 0, ALPHABET.length())
                    .mapToObj(ALPHABET::charAt)
                    .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                    .toString();
        } while (byUserCode.containsKey(code));
        return code;
    }
}
