package dev.patrol.audit.detection;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.Evidence;
import dev.patrol.model.token.TokenName;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of the audit log, as much of it as rules look at. Whatever the log leaves out is null, and long texts are cut.
 *
 * @param reference the token's authorization id in lower case, or the first part of it; empty where the log names none
 * @param use whether something was done with the token; otherwise something was done to it
 * @param mechanism how the actor signed in, without the id, for example {@code PAT_Unscoped}
 * @param network where the actor was; null also where the log's address is none
 * @param actor who it was: mail address or name
 * @param actorId the actor's id in Azure DevOps
 * @param denied whether the entry says that the action was refused (403)
 * @param token null where the inventory does not know it
 * @param ownToken whether Patrol made the token by a rotation; asked of what is done to a token only
 * @param described what the entry itself says of the token that it changes; null for all else
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Sighting(
        @JsonProperty(required = true) String organization,
        @JsonProperty(required = true) String entryId,
        @JsonProperty(required = true) Instant time,
        @JsonProperty(required = true) String actionId,
        @JsonProperty(required = true) String reference,
        boolean use,
        String mechanism,
        Address address,
        String userAgent,
        String actor,
        String actorId,
        boolean denied,
        KnownToken token,
        boolean ownToken,
        DescribedToken described) {
    /** Longer than any honest name; what is remembered is bounded by it. */
    private static final int LONGEST = 256;

    private static final char DELETE = '\u007f';
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern END_OF_NAME = Pattern.compile("[/\\s(;]");

    public Sighting {
        requireNonNull(organization, "organization");
        requireNonNull(entryId, "entryId");
        requireNonNull(time, "time");
        actionId = actionId == null ? "" : cut(actionId);
        reference = reference == null ? "" : cut(reference);
        mechanism = mechanism == null ? "" : cut(mechanism);
        userAgent = cut(userAgent);
        actor = cut(actor);
        actorId = cut(actorId);
    }

    /** Control characters would take six bytes each of the record that what is remembered has to fit into. */
    private static String cut(String text) {
        if (text == null) {
            return null;
        }
        String cut = text.length() <= LONGEST ? text : TokenName.wellFormed(text.substring(0, LONGEST));
        return hasControl(cut) ? CONTROL.matcher(cut).replaceAll("\ufffd") : cut;
    }

    private static boolean hasControl(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) < ' ' || text.charAt(at) == DELETE) {
                return true;
            }
        }
        return false;
    }

    /** What belongs together: the lineage's secret name, or what the log calls a token that the inventory does not know. */
    public String key() {
        return token != null ? token.secretName() : organization + "/" + reference;
    }

    /** Whether the log says which token it was. Where not, nothing can be remembered of it. */
    @JsonIgnore
    public boolean isNamed() {
        return !reference.isEmpty();
    }

    /** The whole authorization id where it is known, or what the log has of it. */
    public String authorizationId() {
        return token != null ? token.authorizationId() : reference;
    }

    public boolean isAction(String name) {
        return actionId.equalsIgnoreCase(name);
    }

    public boolean hasMechanismStarting(String start) {
        return mechanism.toLowerCase(Locale.ROOT).startsWith(start.toLowerCase(Locale.ROOT));
    }

    public Optional<Address> from() {
        return Optional.ofNullable(address);
    }

    /** Name of the program, without its version: {@code git} of {@code git/2.50.1 (linux)}. */
    public Optional<String> agent() {
        if (userAgent == null || userAgent.isBlank()) {
            return Optional.empty();
        }
        String agent = userAgent.strip().toLowerCase(Locale.ROOT);
        Matcher end = END_OF_NAME.matcher(agent);
        return Optional.of(end.find() && end.start() > 0 ? agent.substring(0, end.start()) : agent);
    }

    public Evidence evidence() {
        return new Evidence(entryId, time, actionId, address == null ? null : address.toString(), userAgent);
    }
}
