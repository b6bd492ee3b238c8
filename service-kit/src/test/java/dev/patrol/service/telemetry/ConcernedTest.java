package dev.patrol.service.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.SignInRequired;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConcernedTest {
    @Test
    void aSignInOfOneOrganizationConcernsIt() {
        // When, Then
        assertThat(Concerned.organizationOf(signInOf("contoso"))).contains("contoso");
    }

    @Test
    void aSignInOfSeveralOrganizationsIsOfNoneOfThem() {
        // When, Then
        assertThat(Concerned.organizationOf(signInOf("contoso", "fabrikam"))).isEmpty();
    }

    private static SignInRequired signInOf(String... organizations) {
        return new SignInRequired(
                List.of(organizations), "sign-in-ended", "It has ended.", "Sign in again.", "abc", null);
    }
}
