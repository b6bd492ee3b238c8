package dev.patrol.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.patrol.model.token.Token;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a break-glass, or its dry run, came to.
 *
 * @param commandId the command's {@code ce_id}
 * @param requestedBy who asked for it, as the command says
 * @param reason why, as the command says
 * @param filter which tokens the command chose
 * @param ownCredential whether the token by which Patrol itself signs in was to go too
 * @param dryRun whether nothing was revoked, and {@code tokens} are those that would die
 * @param account how many there are in all
 * @param tokens those that died, or would; as many as a record has room for, the most powerful first
 * @param failed those that still live; as many as a record has room for
 * @param unreachable what could not be reached and why, a sentence each; as many as a record has room for
 * @param confirmation for a dry run: the proof that it was seen, which the command itself has to carry; otherwise the one that it
 *     carried, which is used up
 * @param confirmationExpires until when the proof is taken; null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BreakGlassEnded(
        @JsonProperty(required = true) String commandId,
        @JsonProperty(required = true) String organization,
        @JsonProperty(required = true) String requestedBy,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) TokenFilter filter,
        @JsonProperty(required = true) boolean ownCredential,
        @JsonProperty(required = true) boolean dryRun,
        @JsonProperty(required = true) BreakGlassAccount account,
        @JsonProperty(required = true) List<Token> tokens,
        @JsonProperty(required = true) List<Token> failed,
        @JsonProperty(required = true) List<String> unreachable,
        String confirmation,
        Instant confirmationExpires)
        implements Event {
    /** Of each list, how many a record has room for. */
    public static final int MOST_LISTED = 500;

    public BreakGlassEnded {
        requireNonNull(commandId, "commandId");
        requireNonNull(organization, "organization");
        requireNonNull(requestedBy, "requestedBy");
        requireNonNull(reason, "reason");
        requireNonNull(filter, "filter");
        requireNonNull(account, "account");
        tokens = first(tokens);
        failed = first(failed);
        unreachable = first(unreachable);
    }

    private static <T> List<T> first(List<T> all) {
        return List.copyOf(all.subList(0, Math.min(all.size(), MOST_LISTED)));
    }

    /** Whether all that was to die is dead, and nothing is out of reach. */
    @JsonIgnore
    public boolean isWhole() {
        return account.failed() == 0 && account.unreachable() == 0;
    }

    @Override
    public String recordKey() {
        return commandId;
    }

    @Override
    public String subject() {
        return organization;
    }

    @Override
    public Optional<String> identity() {
        return Optional.of(commandId);
    }
}
