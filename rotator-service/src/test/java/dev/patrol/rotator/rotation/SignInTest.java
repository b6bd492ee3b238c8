package dev.patrol.rotator.rotation;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.azure.signin.SignInInStore;
import dev.patrol.azure.signin.SignInSettings;
import dev.patrol.azure.signin.SignIns;
import dev.patrol.model.SignInRequired;
import dev.patrol.model.TokenRotated;
import dev.patrol.model.Topic;
import dev.patrol.model.token.Token;
import dev.patrol.secrets.SecretStore;
import dev.patrol.signin.DeviceCodeLogin;
import dev.patrol.test.AzureResource;
import dev.patrol.test.KafkaBroker;
import dev.patrol.test.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = KafkaBroker.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = SignedOutAzure.class, restrictToAnnotatedClass = true)
class SignInTest extends RotationFixture {
    private static final int UNAVAILABLE = 503;
    private static final int OK = 200;

    @Inject
    SignInSettings settings;

    @Inject
    SecretStore store;

    @Test
    void whatIsDueWhileNobodyHasSignedInIsRotatedOnceSomebodyHas() {
        // Given
        Token due = seed("patient-sign-in", "vso.code");
        topics.write(expiring(due, true));
        SignInRequired required =
                await(Topic.SIGN_IN_REQUIRED, SignInRequired.class, any -> true).payload();
        assertThat(required.reason()).isEqualTo("never-signed-in");
        assertThat(required.remedy()).contains("./patrol login");
        assertThat(get("/q/health/ready").statusCode()).isEqualTo(UNAVAILABLE);

        // When
        signIn();

        // Then
        Awaitility.await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            try (TopicReader rotated = TopicReader.of(Topic.TOKEN_ROTATED)) {
                assertThat(rotated.allEvents(TokenRotated.class))
                        .extracting(TokenRotated::previous)
                        .containsExactly(due);
            }
        });
        assertThat(get("/q/health/ready").statusCode()).isEqualTo(OK);
        try (TopicReader deadLetters = TopicReader.of(Topic.DEAD_LETTERS);
                TopicReader announced = TopicReader.of(Topic.SIGN_IN_REQUIRED);
                TopicReader failures = TopicReader.of(Topic.ROTATION_FAILED)) {
            assertThat(deadLetters.all()).isEmpty();
            assertThat(announced.all()).hasSize(1);
            assertThat(failures.all()).isEmpty();
        }
    }

    private void signIn() {
        DeviceCodeLogin.run(
                SignIns.user(settings),
                prompt -> azure.approveSignIn(
                        prompt.userCode(), AzureResource.simulator().serviceUser()),
                new SignInInStore(() -> store, settings.secret()));
        List<String> kept = azure.secret(settings.secret()).stream()
                .map(version -> version.version())
                .toList();
        assertThat(kept).hasSize(1);
    }
}
