package dev.patrol.azuredevops;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Who calls. */
public final class Credential {
    private final Supplier<Shown> shown;

    private Credential(Supplier<Shown> shown) {
        this.shown = shown;
    }

    /** A personal access token, sent as Basic with an empty user name. */
    public static Credential pat(TokenValue pat) {
        String encoded = Base64.getEncoder().encodeToString((":" + pat.reveal()).getBytes(UTF_8));
        Shown always = new Shown("Basic " + encoded, List.of(encoded, pat.reveal()), () -> false);
        return new Credential(() -> always);
    }

    /**
     * An access token of Microsoft Entra, asked for at each call. What the supplier throws reaches the caller as it is; where it
     * has no token, that is {@link AzureDevOpsException.NoCredential}.
     */
    public static Credential bearer(Supplier<TokenValue> accessToken) {
        return bearer(accessToken, refused -> false);
    }

    /**
     * The same for one that may be replaced before its time.
     *
     * @param isReplaced told of a token that was answered 401; whether the call is worth one more try with another
     */
    public static Credential bearer(Supplier<TokenValue> accessToken, Predicate<TokenValue> isReplaced) {
        return new Credential(() -> {
            TokenValue token = accessToken.get();
            return new Shown("Bearer " + token.reveal(), List.of(token.reveal()), () -> isReplaced.test(token));
        });
    }

    /** What this call shows; a later call may show something else. */
    Shown show() {
        return shown.get();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }

    /**
     * A credential as it is sent once.
     *
     * @param secrets every form in which a server could echo it
     * @param isReplaced asked after a 401: whether another is shown now
     */
    record Shown(String authorizationHeader, List<String> secrets, BooleanSupplier isReplaced) {
        static final Shown NOTHING = new Shown("", List.of(), () -> false);

        /** Whether it can be sent at all: the HTTP client would quote a header that it refuses. */
        boolean fitsHeader() {
            return authorizationHeader.chars().allMatch(c -> c >= ' ' && c <= '~');
        }

        @Override
        public String toString() {
            return "[hidden]";
        }
    }
}
