package dev.patrol.azuredevops;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.function.Supplier;

/** Who calls. */
public final class Credential {
    private final Supplier<String> header;

    private Credential(Supplier<String> header) {
        this.header = header;
    }

    /** A personal access token, sent as Basic with an empty user name. */
    public static Credential pat(TokenValue pat) {
        String encoded = Base64.getEncoder().encodeToString((":" + pat.reveal()).getBytes(UTF_8));
        return new Credential(() -> "Basic " + encoded);
    }

    /** An access token of Microsoft Entra, asked for at each call. */
    public static Credential bearer(Supplier<TokenValue> accessToken) {
        return new Credential(() -> "Bearer " + accessToken.get().reveal());
    }

    String authorizationHeader() {
        return header.get();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
