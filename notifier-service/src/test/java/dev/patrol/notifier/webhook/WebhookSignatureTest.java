package dev.patrol.notifier.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_614_265_330);

    /** The example of the specification, which its libraries are tested with. */
    @Test
    void signsAsStandardWebhooksWants() {
        // Given
        WebhookSignature signature = new WebhookSignature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        // When
        String signed = signature.of("msg_p5jXN8AQM9LWM0D4loKWxJek", TIME, "{\"test\": 2432232314}".getBytes(UTF_8));

        // Then
        assertThat(signed).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void anotherBodyTimeOrKeyIsAnotherSignature() {
        // Given
        WebhookSignature signature = new WebhookSignature("a shared secret, as it is");
        byte[] body = "{}".getBytes(UTF_8);

        // When
        String signed = signature.of("id", TIME, body);

        // Then
        assertThat(signed)
                .isEqualTo(signature.of("id", TIME, body))
                .isNotEqualTo(signature.of("id", TIME, "{ }".getBytes(UTF_8)))
                .isNotEqualTo(signature.of("id", TIME.plusSeconds(1), body))
                .isNotEqualTo(new WebhookSignature("another").of("id", TIME, body));
    }
}
