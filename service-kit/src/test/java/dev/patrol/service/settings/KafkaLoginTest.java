package dev.patrol.service.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaLoginTest {
    /** As Kafka's clients say it, stack trace included. */
    private static final String NO_TOKEN = "org.apache.kafka.common.KafkaException: java.io.IOException: %s\n\tat"
            + " org.apache.kafka.common.security.oauthbearer.internals.secured.HttpJwtRetriever.retrieve";

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new SaslAuthenticationException("invalid credentials of kim"), "The broker refuses the login."),
                Arguments.of(new UnsupportedSaslMechanismException("no"), "The broker does not know the kind of login"),
                Arguments.of(
                        new SslAuthenticationException(
                                "Failed", new SSLHandshakeException("Received fatal alert: bad_certificate")),
                        "(bad_certificate). Check KAFKA_SSL_KEYSTORE_LOCATION"),
                Arguments.of(
                        untrusted(new CertPathBuilderException("unable to find valid certification path for kim")),
                        "signed by an authority that is not trusted here. Check KAFKA_SSL_TRUSTSTORE_LOCATION"),
                Arguments.of(
                        untrusted(new CertificateExpiredException("of kim")),
                        "has expired or is not valid yet, by this machine's clock. Check"),
                Arguments.of(
                        untrusted(new CertificateException("No subject alternative names matching kim")),
                        "is made for another host. Check"),
                Arguments.of(
                        new KafkaException(
                                "Failed to create",
                                new KafkaException(new LoginException(
                                        NO_TOKEN.formatted("The response code 401 and error response kim")))),
                        "gives no access token (answer 401)"),
                Arguments.of(
                        new KafkaException(new LoginException(NO_TOKEN.formatted("Connection refused to kim"))),
                        "No access token is to be had from the identity provider."),
                Arguments.of(
                        new KafkaException(new ConfigException(
                                "kim: Update the system property 'org.apache.kafka.sasl.oauthbearer.allowed.urls' to")),
                        "JAVA_TOOL_OPTIONS=-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls"));
    }

    private static SslAuthenticationException untrusted(Exception why) {
        SSLHandshakeException handshake = new SSLHandshakeException("PKIX path building failed");
        handshake.initCause(why);
        return new SslAuthenticationException("SSL handshake failed", handshake);
    }

    @ParameterizedTest
    @MethodSource
    void failures(Throwable failure, String words) {
        // When
        Optional<String> sentence = KafkaLogin.sentenceOf(failure);

        // Then
        assertThat(sentence)
                .hasValueSatisfying(
                        said -> assertThat(said).contains(words).endsWith(".").doesNotContain("kim"));
    }

    @Test
    void whatIsNoMatterOfTheLoginIsNotCalledSo() {
        assertThat(Stream.of(
                        new TimeoutException("kim"),
                        new TopicAuthorizationException("kim"),
                        new KafkaException(new LoginException("No LoginModules configured for kim")),
                        new SslAuthenticationException(
                                "Failed", new SSLHandshakeException("Received fatal alert: handshake_failure"))))
                .allSatisfy(
                        failure -> assertThat(KafkaLogin.sentenceOf(failure)).isEmpty());
    }
}
