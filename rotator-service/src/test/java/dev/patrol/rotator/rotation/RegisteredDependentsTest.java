package dev.patrol.rotator.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.rotator.rotation.RegisteredDependents.Registration;
import dev.patrol.service.text.Glob;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisteredDependentsTest {
    private static final RegisteredDependents DEPENDENTS = new RegisteredDependents(List.of(
            new Registration(Glob.of("deploy-*"), List.of("web", "worker")),
            new Registration(Glob.of("*-production-*"), List.of("pager", "web"))));

    @ParameterizedTest
    @CsvSource(textBlock = """
            deploy-staging-1a2b3c4d,    web worker
            deploy-production-1a2b3c4d, pager web worker
            build-production-1a2b3c4d,  pager web
            build-1a2b3c4d,             ''
            """)
    void allRegistrationsThatFitASecretCount(String secretName, String names) {
        // When
        Set<String> dependents = DEPENDENTS.of(secretName);

        // Then
        assertThat(String.join(" ", dependents.stream().sorted().toList())).isEqualTo(names);
    }

    @Test
    void eachIsKnownByItsName() {
        // When
        Set<String> all = DEPENDENTS.all();

        // Then
        assertThat(all).containsExactlyInAnyOrder("web", "worker", "pager");
    }
}
