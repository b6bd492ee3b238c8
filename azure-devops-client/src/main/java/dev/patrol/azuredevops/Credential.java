package dev.patrol.azuredevops;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
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
        Shown always = new Shown("Basic " + encoded, List.of(encoded, pat.reveal()));
        return new Credential(() -> always);
    }

    /**
     * An access token of Microsoft Entra, asked for at each call. What the supplier throws reaches the caller as it is; where it
     * has no token, that is {@link AzureDevOpsException.NoCredential}.
     */
    public static Credential bearer(Supplier<TokenValue> accessToken) {
        return new Credential(() -> {
            String token = accessToken.get().reveal();
            return new Shown("Bearer " + token, List.of(token));
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
     */
    record Shown(String authorizationHeader, List<String> secrets) {
        static final Shown NOTHING = new Shown("", List.of());

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
