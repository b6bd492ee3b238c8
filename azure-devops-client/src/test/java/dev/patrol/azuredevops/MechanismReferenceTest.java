package dev.patrol.azuredevops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MechanismReferenceTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "PAT authorizationId: 3D3ACA0C-9ad3-4b07-8334-08ec8b1ddc32, PAT, 3d3aca0c-9ad3-4b07-8334-08ec8b1ddc32, true",
                "PAT authorizationId:3d3aca0c-9ad3-4b07-8334-08ec8b1ddc32, PAT, 3d3aca0c-9ad3-4b07-8334-08ec8b1ddc32, true",
                "PAT_Unscoped authorizationId: 3d3aca0c-9ad3-4b07-8334-08ec8b1ddc, PAT_Unscoped, 3d3aca0c-9ad3-4b07-8334-08ec8b1ddc, true",
                "PAT_Global authorizationId: 3d3aca0c-9ad3-4b07-8334-08ec8b1ddc32, PAT_Global, 3d3aca0c-9ad3-4b07-8334-08ec8b1ddc32, true",
                "PAT_UnscopedGlobal authorizationId: 3d3aca0c-9ad3-4b07-8334-08ec, PAT_UnscopedGlobal, 3d3aca0c-9ad3-4b07-8334-08ec, true",
                "SessionToken_Unscoped authorizationId: f5729c3d-951b-4a52-88d9-a, SessionToken_Unscoped, f5729c3d-951b-4a52-88d9-a, false",
                "PAT authorizationId: 3d3aca0c, PAT, 3d3aca0c, true",
                "PAT authorizationId: 3d3aca0, PAT, none, true",
                "PAT authorizationId: , PAT, none, true",
                "PAT authorizationId, PAT, none, true",
                "PAT authorizationId: somebody, PAT, none, true",
                "PAT, PAT, none, true",
                "PAT_Unscoped and something new, PAT_Unscoped, none, true",
                "FedAuth, FedAuth, none, false",
                "AAD_Cookie, AAD_Cookie, none, false",
                "S2S_ServicePrincipal, S2S_ServicePrincipal, none, false",
                "SSH authorizationId: 3d3aca0c-9ad3-4b07-8334-08ec8b1ddc32, SSH, 3d3aca0c-9ad3-4b07-8334-08ec8b1ddc32, false",
                "'', '', none, false",
                "'  ', '', none, false",
                "'!?', '', none, false",
                "none, '', none, false"
            })
    void readsWhatAnEntrySays(String text, String mechanism, String authorizationId, boolean pat) {
        // When
        MechanismReference reference = MechanismReference.parse(text);

        // Then
        assertThat(reference).isEqualTo(new MechanismReference(mechanism, Optional.ofNullable(authorizationId)));
        assertThat(reference.isPat()).isEqualTo(pat);
    }
}
