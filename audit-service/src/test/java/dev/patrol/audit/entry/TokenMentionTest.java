package dev.patrol.audit.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.azuredevops.AuditLogEntry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenMentionTest {
    private static final String ID = "f5729c3d-951b-4a52-88d9-a0b1c2d3e4f5";
    private static final String OTHER_ID = "11111111-2222-3333-4444-555555555555";

    @ParameterizedTest(name = "{0} by \"{1}\": {2}, {3}")
    @CsvSource({
        // What is done with a token
        "Git.CreateRepo, PAT authorizationId: f5729c3d-951b-4a52-88d9-a0b1c2d3e4f5, true, f5729c3d-951b-4a52-88d9-a0b1c2d3e4f5",
        "Git.CreateRepo, PAT authorizationId:F5729C3D-951B-4A52-88D9-A0B1C2D3E4F5, true, f5729c3d-951b-4a52-88d9-a0b1c2d3e4f5",
        "Git.CreateRepo, PAT_UnscopedGlobal authorizationId: f5729c3d-951b-4a52-88d9-a0b1, true, f5729c3d-951b-4a52-88d9-a0b1",
        "Git.CreateRepo, SessionToken_Unscoped authorizationId: f5729c3d-951b-4a52-88d9-a, true, f5729c3d-951b-4a52-88d9-a",
        "Git.CreateRepo, PAT, true, ''",
        "Git.CreateRepo, PAT_Unscoped, true, ''",
        "Git.CreateRepo, PAT authorizationId: f5729c3, true, ''",
        "Git.CreateRepo, PAT authorizationId: 00000000-0000-0000-0000-000000000000, true, ''",
        // What is done without one
        "Git.CreateRepo, FedAuth, false, ''",
        "Git.CreateRepo, AAD_Cookie, false, ''",
        "Git.CreateRepo, S2S_ServicePrincipal, false, ''",
        "Git.CreateRepo, FedAuth authorizationId: 00000000-0000-0000-0000-000000000000, false, ''",
        "Git.CreateRepo, '', false, ''",
        "Git.CreateRepo, , false, ''",
        ", , false, ''",
        "Tokenizer.Run, FedAuth, false, ''",
        // What is done to one
        "Token.PatCreateEvent, FedAuth, true, ''",
        "token.patrevokeevent, , true, ''",
        "Token.SshCreateEvent, SSH, true, ''",
        "Token.SomethingNew, '', true, ''",
    })
    void tellsWhetherATokenIsConcernedAndWhich(String actionId, String mechanism, boolean concerned, String reference) {
        // Given
        AuditLogEntry entry = LogEntries.entry(actionId, mechanism, Map.of());

        // When
        boolean concernsToken = TokenMention.concernsToken(entry);

        // Then
        assertThat(concernsToken).isEqualTo(concerned);
        assertThat(TokenMention.referenceIn(entry)).isEqualTo(reference);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AuthorizationId", "authorizationId", "AUTHORIZATIONID", "TokenId", "tokenid"})
    void findsTheChangedTokenInTheDataWhateverTheCase(String name) {
        // Given
        AuditLogEntry entry =
                LogEntries.entry("Token.PatRevokeEvent", "FedAuth", Map.of(name, ID.toUpperCase(Locale.ROOT)));

        // When
        String reference = TokenMention.referenceIn(entry);

        // Then
        assertThat(reference).isEqualTo(ID);
    }

    @Test
    void takesTheAuthorizationIdRatherThanTheTokenId() {
        // Given
        AuditLogEntry entry =
                LogEntries.entry("Token.PatRevokeEvent", null, Map.of("TokenId", OTHER_ID, "AuthorizationId", ID));

        // When
        String reference = TokenMention.referenceIn(entry);

        // Then
        assertThat(reference).isEqualTo(ID);
    }

    @Test
    void doesNotTakeTheActorsTokenForTheOneThatWasChanged() {
        // Given
        AuditLogEntry unnamed = LogEntries.entry("Token.PatRevokeEvent", "PAT authorizationId: " + OTHER_ID, Map.of());

        // When
        String reference = TokenMention.referenceIn(unnamed);

        // Then
        assertThat(reference).isEqualTo(TokenMention.NOT_NAMED);
    }

    @Test
    void copesWithDataOfAnyShape() {
        // Given
        Map<String, Object> data = new HashMap<>();
        data.put("AuthorizationId", null);
        data.put("authorizationid", Arrays.asList(ID, null));
        data.put("TokenId", 42);
        data.put("tokenId", "42");

        // When
        String reference = TokenMention.referenceIn(LogEntries.entry("Token.PatUpdateEvent", null, data));

        // Then
        assertThat(reference).isEqualTo(TokenMention.NOT_NAMED);
    }
}
