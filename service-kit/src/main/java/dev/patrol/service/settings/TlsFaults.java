package dev.patrol.service.settings;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What is wrong with TLS at an address, as a sentence. */
public final class TlsFaults {
    private static final int DEEPEST = 20;

    private TlsFaults() {}

    /** Empty where it is no matter of TLS. */
    public static Optional<String> of(String where, Throwable thrown) {
        return ofCertificate(where, thrown).or(() -> causes(thrown).stream()
                .filter(SSLException.class::isInstance)
                .findFirst()
                .map(failure -> said(failure).contains("Unsupported or unrecognized SSL message")
                        ? where + " does not speak TLS there."
                        : "No TLS connection comes about with " + where + "."));
    }

    /** Empty where the certificate that was shown there is not what is wrong. */
    public static Optional<String> ofCertificate(String where, Throwable thrown) {
        List<Throwable> causes = causes(thrown);
        if (causes.stream()
                .anyMatch(cause -> cause instanceof CertificateExpiredException
                        || cause instanceof CertificateNotYetValidException)) {
            return Optional.of(
                    "The certificate of " + where + " has expired or is not valid yet, by this machine's clock.");
        }
        if (causes.stream().anyMatch(CertPathBuilderException.class::isInstance)) {
            return Optional.of("The certificate of " + where + " is signed by an authority that is not trusted here.");
        }
        return causes.stream().anyMatch(TlsFaults::isOfAnotherHost)
                ? Optional.of("The certificate of " + where + " is made for another host.")
                : Optional.empty();
    }

    /** The JDK has no type for it. */
    private static boolean isOfAnotherHost(Throwable cause) {
        return cause instanceof CertificateException
                && (said(cause).contains("subject alternative") || said(cause).contains("No name matching"));
    }

    private static String said(Throwable cause) {
        return String.valueOf(cause.getMessage());
    }

    private static List<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, one -> one != null, Throwable::getCause)
                .limit(DEEPEST)
                .toList();
    }
}
