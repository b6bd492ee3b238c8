package dev.patrol.cli.fault;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What lies beneath a library's exception. */
public final class Causes {
    private static final int DEEPEST = 20;

    private Causes() {}

    /** The first cause of a type, the exception itself included. */
    public static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        return all(thrown).filter(type::isInstance).map(type::cast).findFirst();
    }

    /** What is wrong with TLS at an address, as a sentence; empty where it is something else. */
    public static Optional<String> ofTls(String where, Throwable thrown) {
        if (find(thrown, CertificateExpiredException.class).isPresent()
                || find(thrown, CertificateNotYetValidException.class).isPresent()) {
            return Optional.of(
                    "The certificate of " + where + " has expired or is not valid yet, by this machine's clock.");
        }
        if (find(thrown, CertPathBuilderException.class).isPresent()) {
            return Optional.of("The certificate of " + where + " is signed by an authority that is not trusted here.");
        }
        if (all(thrown).anyMatch(Causes::isOfAnotherHost)) {
            return Optional.of("The certificate of " + where + " is made for another host.");
        }
        return find(thrown, SSLException.class)
                .map(failure -> String.valueOf(failure.getMessage()).contains("Unsupported or unrecognized SSL message")
                        ? where + " does not speak TLS there."
                        : "No TLS connection comes about with " + where + ".");
    }

    /** The JDK has no type for it. */
    private static boolean isOfAnotherHost(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof CertificateException
                && (message.contains("subject alternative") || message.contains("No name matching"));
    }

    private static Stream<Throwable> all(Throwable thrown) {
        return Stream.iterate(thrown, one -> one != null, Throwable::getCause).limit(DEEPEST);
    }
}
