package dev.patrol.rotator.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.azure.Organizations;
import dev.patrol.model.RevokeToken;
import dev.patrol.model.TokenSelector;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RevocationByIdTest {

    @Test
    void whateverGoesWrongAtTheFirstTryTheTokenIsLookedUp() {
        // Given
        RevocationById byId = new RevocationById(new Organizations(Map.of()));
        RevokeToken asked = new RevokeToken(
                TokenSelector.byAuthorizationId("contoso", UUID.randomUUID()), "It leaked.", "somebody", false);

        // When
        boolean taken = byId.isTaken(asked);

        // Then
        assertThat(taken).isFalse();
    }
}
