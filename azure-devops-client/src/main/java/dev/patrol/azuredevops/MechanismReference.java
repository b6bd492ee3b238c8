package dev.patrol.azuredevops;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code authenticationMechanism} of an audit entry says: how the actor signed in, and with which token. Written with
 * or without a blank behind the colon; one published record is cut at 64 characters, so the id may be a beginning only.
 *
 * @param mechanism for example {@code PAT_Unscoped}; may be empty
 * @param authorizationId the whole id, or its first characters (8 or more), in lower case
 */
public record MechanismReference(String mechanism, Optional<String> authorizationId) {
    private static final Pattern FORM =
            Pattern.compile("\\s*(\\w*)(?:\\s+authorizationId:\\s*([0-9a-fA-F-]{8,36}))?.*", Pattern.DOTALL);

    public static MechanismReference parse(String authenticationMechanism) {
        if (authenticationMechanism == null) {
            return new MechanismReference("", Optional.empty());
        }
        Matcher matcher = FORM.matcher(authenticationMechanism);
        if (!matcher.matches()) {
            return new MechanismReference("", Optional.empty());
        }
        return new MechanismReference(
                matcher.group(1), Optional.ofNullable(matcher.group(2)).map(id -> id.toLowerCase(Locale.ROOT)));
    }

    /** Whether the actor used a personal access token. */
    public boolean isPat() {
        return mechanism.startsWith("PAT");
    }
}
