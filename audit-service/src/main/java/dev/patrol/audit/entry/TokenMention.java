package dev.patrol.audit.entry;

import dev.patrol.azuredevops.AuditLogEntry;
import dev.patrol.azuredevops.MechanismReference;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether an entry of the audit log concerns a token, and which.
 *
 * <p>Two kinds do: what is done <em>to</em> a token (the {@code Token.} actions; its id is in the data, if anywhere), and what
 * is done <em>with</em> one, which the authentication mechanism says: {@code PAT}, {@code PAT_Unscoped} and the like, and
 * after {@code authorizationId:} the id, which the log may cut (azure-devops-docs, auditing; published records).
 */
final class TokenMention {
    /** Reference of an entry that concerns a token which it does not name. */
    static final String NOT_NAMED = "";

    private static final String TOKEN_ACTIONS = "token.";
    private static final Pattern AUTHORIZATION_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern NOBODY = Pattern.compile("[0-]+");

    private TokenMention() {}

    static boolean concernsToken(AuditLogEntry entry) {
        MechanismReference mechanism = MechanismReference.parse(entry.authenticationMechanism());
        return isTokenAction(entry) || mechanism.isPat() || usedToken(mechanism).isPresent();
    }

    /** The authorization id in lower case, or its first part where the log cuts it, or {@link #NOT_NAMED}. */
    static String referenceIn(AuditLogEntry entry) {
        Optional<String> reference = isTokenAction(entry)
                ? changedToken(entry.data())
                : usedToken(MechanismReference.parse(entry.authenticationMechanism()));
        return reference.orElse(NOT_NAMED);
    }

    private static boolean isTokenAction(AuditLogEntry entry) {
        return lower(entry.actionId()).startsWith(TOKEN_ACTIONS);
    }

    private static Optional<String> usedToken(MechanismReference mechanism) {
        return mechanism.authorizationId().filter(TokenMention::namesSomebody);
    }

    /** Which names the data uses is documented nowhere; these were seen. */
    private static Optional<String> changedToken(Map<String, ?> data) {
        return Stream.of("authorizationid", "tokenid")
                .flatMap(name -> textsIn(data, name))
                .map(TokenMention::lower)
                .filter(text -> AUTHORIZATION_ID.matcher(text).matches())
                .filter(TokenMention::namesSomebody)
                .findFirst();
    }

    private static Stream<String> textsIn(Map<String, ?> data, String nameInLowerCase) {
        return data.entrySet().stream()
                .filter(field -> lower(field.getKey()).equals(nameInLowerCase))
                .map(Map.Entry::getValue)
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    private static boolean namesSomebody(String id) {
        return !NOBODY.matcher(id).matches();
    }

    private static String lower(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
