package dev.patrol.service.settings;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/**
 * Why Kafka's clients could not log in, or don't even trust the broker, in a sentence with its remedy. Of what Kafka says nothing is repeated but numbers and
 * names of its own: the rest may quote a password.
 */
public final class KafkaLogin {
    private static final int DEEPEST = 20;
    private static final String ALLOWED_URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
    private static final Pattern ANSWER = Pattern.compile("The response code (\\d{3})");
    private static final Pattern ALERT = Pattern.compile("Received fatal alert: ([a-z_]+)");
    /** What a server says of a client's certificate (RFC 8446, 6.2). */
    private static final Set<String> OF_CERTIFICATES = Set.of(
            "bad_certificate",
            "unsupported_certificate",
            "certificate_revoked",
            "certificate_expired",
            "certificate_unknown",
            "certificate_required",
            "unknown_ca",
            "access_denied");

    private KafkaLogin() {}

    /** Empty where it is not the login that failed. */
    public static Optional<String> sentenceOf(Throwable failure) {
        List<Throwable> causes = Stream.iterate(failure, one -> one != null, Throwable::getCause)
                .limit(DEEPEST)
                .toList();
        return notAllowed(causes)
                .or(() -> noAccessToken(causes))
                .or(() -> refused(causes))
                .or(() -> certificateRefused(causes))
                .or(() -> TlsFaults.ofCertificate("the broker", failure)
                        .map(sentence -> sentence
                                + " Check KAFKA_SSL_TRUSTSTORE_LOCATION, and that KAFKA_BOOTSTRAP_SERVERS names the broker as its"
                                + " certificate does."));
    }

    private static Optional<String> notAllowed(List<Throwable> causes) {
        return causes.stream().map(KafkaLogin::said).anyMatch(said -> said.contains(ALLOWED_URLS))
                ? Optional.of("Kafka's clients ask only identity providers that the JVM is told to allow. Set"
                        + " JAVA_TOOL_OPTIONS=-D" + ALLOWED_URLS + "=... to what"
                        + " KAFKA_SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL names.")
                : Optional.empty();
    }

    private static Optional<String> noAccessToken(List<Throwable> causes) {
        Optional<String> said = causes.stream()
                .filter(LoginException.class::isInstance)
                .map(KafkaLogin::said)
                .filter(text -> text.contains("oauthbearer"))
                .findFirst();
        return said.map(text -> found(ANSWER, text)
                .map(answer -> "The identity provider gives no access token (answer " + answer
                        + "). Check the client's id and secret, in KAFKA_SASL_OAUTHBEARER_CLIENT_CREDENTIALS_... or"
                        + " KAFKA_SASL_JAAS_CONFIG, and KAFKA_SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL.")
                .orElse("No access token is to be had from the identity provider. Check"
                        + " KAFKA_SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL and the network."));
    }

    private static Optional<String> refused(List<Throwable> causes) {
        if (causes.stream().anyMatch(UnsupportedSaslMechanismException.class::isInstance)) {
            return Optional.of(
                    "The broker does not know the kind of login that KAFKA_SASL_MECHANISM names. Ask which one it"
                            + " wants.");
        }
        return causes.stream().anyMatch(SaslAuthenticationException.class::isInstance)
                ? Optional.of("The broker refuses the login. Check KAFKA_SASL_MECHANISM, and the user and password in"
                        + " KAFKA_SASL_JAAS_CONFIG; with an identity provider, whose access tokens the broker takes.")
                : Optional.empty();
    }

    private static Optional<String> certificateRefused(List<Throwable> causes) {
        return causes.stream()
                .flatMap(cause -> found(ALERT, said(cause)).stream())
                .filter(OF_CERTIFICATES::contains)
                .findFirst()
                .map(alert -> "The broker wants a certificate of its clients, and takes none or not this one (" + alert
                        + "). Check KAFKA_SSL_KEYSTORE_LOCATION, and which authorities the broker trusts.");
    }

    private static Optional<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String said(Throwable cause) {
        return String.valueOf(cause.getMessage());
    }
}
