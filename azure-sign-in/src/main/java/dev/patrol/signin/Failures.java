package dev.patrol.signin;

import static java.util.Map.entry;

import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.MsalThrottlingException;
import java.io.IOException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Tells what a failure of Microsoft's libraries means. OAuth's words decide whether a person must act; the numbers of
 * Microsoft Entra may change ("should never be used by the client itself", its error reference says), so they only choose the
 * more precise sentence, and one that is not known does no harm.
 */
final class Failures {
    private static final Pattern NUMBER = Pattern.compile("AADSTS(\\d{4,8})");
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F-]{36}");
    private static final Pattern WORD = Pattern.compile("[a-z_]{3,40}");
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private static final Map<String, FailureKind> BY_NUMBER = Map.ofEntries(
            entry("50034", FailureKind.USER_DISABLED),
            entry("50053", FailureKind.USER_DISABLED),
            entry("50057", FailureKind.USER_DISABLED),
            entry("65001", FailureKind.CONSENT_MISSING),
            entry("90094", FailureKind.CONSENT_MISSING),
            entry("65004", FailureKind.DECLINED),
            entry("53000", FailureKind.BLOCKED_BY_POLICY),
            entry("53001", FailureKind.BLOCKED_BY_POLICY),
            entry("53002", FailureKind.BLOCKED_BY_POLICY),
            entry("53003", FailureKind.BLOCKED_BY_POLICY),
            entry("50020", FailureKind.TENANT_WRONG),
            entry("90002", FailureKind.TENANT_WRONG),
            entry("90072", FailureKind.TENANT_WRONG),
            entry("900023", FailureKind.TENANT_WRONG),
            entry("70001", FailureKind.APPLICATION_WRONG),
            entry("700016", FailureKind.APPLICATION_WRONG),
            entry("7000218", FailureKind.APPLICATION_WRONG),
            entry("50055", FailureKind.INTERACTION_REQUIRED),
            entry("50072", FailureKind.INTERACTION_REQUIRED),
            entry("50074", FailureKind.INTERACTION_REQUIRED),
            entry("50076", FailureKind.INTERACTION_REQUIRED),
            entry("50078", FailureKind.INTERACTION_REQUIRED),
            entry("50079", FailureKind.INTERACTION_REQUIRED),
            entry("50158", FailureKind.INTERACTION_REQUIRED),
            entry("70043", FailureKind.INTERACTION_REQUIRED),
            entry("500133", FailureKind.CLOCK_WRONG),
            entry("700024", FailureKind.CLOCK_WRONG));

    private static final Map<String, FailureKind> BY_WORD = Map.ofEntries(
            entry("invalid_grant", FailureKind.SIGN_IN_ENDED),
            entry("interaction_required", FailureKind.INTERACTION_REQUIRED),
            entry("login_required", FailureKind.INTERACTION_REQUIRED),
            entry("consent_required", FailureKind.CONSENT_MISSING),
            entry("invalid_scope", FailureKind.CONSENT_MISSING),
            entry("invalid_client", FailureKind.APPLICATION_WRONG),
            entry("unauthorized_client", FailureKind.APPLICATION_WRONG),
            entry("temporarily_unavailable", FailureKind.AUTHORITY_FAILING),
            entry("server_error", FailureKind.AUTHORITY_FAILING),
            entry("throttled_request", FailureKind.AUTHORITY_BUSY),
            entry("expired_token", FailureKind.CODE_EXPIRED),
            entry("code_expired", FailureKind.CODE_EXPIRED),
            entry("bad_verification_code", FailureKind.CODE_EXPIRED),
            entry("authorization_declined", FailureKind.DECLINED),
            entry("access_denied", FailureKind.DECLINED),
            entry("cache_miss", FailureKind.NEVER_SIGNED_IN));

    private Failures() {}

    /** What a failure means that one of MSAL's futures ended with. */
    static SignInException of(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        if (cause instanceof SignInException known) {
            return known;
        }
        Optional<FailureKind> onTheWay = onTheWay(cause);
        if (onTheWay.isPresent()) {
            return new SignInException(SignInFailure.of(onTheWay.get()));
        }
        if (cause instanceof MsalServiceException said) {
            int status = said.statusCode() == null ? 0 : said.statusCode();
            boolean throttled = said instanceof MsalThrottlingException;
            return new SignInException(SignInFailure.of(
                    throttled ? FailureKind.AUTHORITY_BUSY : said(status, said.errorCode(), said.getMessage()),
                    detail(said)));
        }
        if (cause instanceof MsalException said) {
            FailureKind kind = said.errorCode() == null
                    ? FailureKind.AUTHORITY_FAILING
                    : BY_WORD.getOrDefault(said.errorCode(), FailureKind.AUTHORITY_FAILING);
            return new SignInException(SignInFailure.of(kind));
        }
        return new SignInException(
                SignInFailure.of(FailureKind.NOT_UNDERSTOOD, cause.getClass().getSimpleName()));
    }

    /** What an answer of the authority means, by its status (0: not known), OAuth's word and the description. */
    static FailureKind said(int status, String word, String description) {
        if (status == TOO_MANY_REQUESTS) {
            return FailureKind.AUTHORITY_BUSY;
        }
        if (status >= SERVER_ERRORS) {
            return FailureKind.AUTHORITY_FAILING;
        }
        String key = word == null ? "" : word.toLowerCase(Locale.ROOT);
        boolean aboutTheCode = BY_WORD.get(key) == FailureKind.CODE_EXPIRED || BY_WORD.get(key) == FailureKind.DECLINED;
        Optional<FailureKind> precise =
                aboutTheCode ? Optional.empty() : number(description).map(BY_NUMBER::get);
        return precise.orElseGet(() -> BY_WORD.getOrDefault(key, FailureKind.NOT_UNDERSTOOD));
    }

    /** Whether something went wrong before anybody answered. */
    private static Optional<FailureKind> onTheWay(Throwable cause) {
        if (causes(cause)
                .anyMatch(one ->
                        one instanceof CertificateExpiredException || one instanceof CertificateNotYetValidException)) {
            return Optional.of(FailureKind.CLOCK_WRONG);
        }
        if (causes(cause).anyMatch(SSLException.class::isInstance)) {
            return Optional.of(FailureKind.AUTHORITY_NOT_TRUSTED);
        }
        boolean away = causes(cause).anyMatch(one -> one instanceof IOException || one instanceof TimeoutException);
        return away ? Optional.of(FailureKind.AUTHORITY_UNREACHABLE) : Optional.empty();
    }

    /** Only what can't hold a secret: a word, a number and an id. */
    private static String detail(MsalServiceException said) {
        String what = number(said.getMessage())
                .map(number -> "AADSTS" + number)
                .or(() -> Optional.ofNullable(said.errorCode())
                        .filter(word -> WORD.matcher(word).matches()))
                .orElse("");
        String id = said.correlationId();
        boolean known = id != null && ID.matcher(id).matches();
        return known && !what.isEmpty() ? what + ", correlation id " + id : what;
    }

    private static Optional<String> number(String description) {
        Matcher matcher = NUMBER.matcher(description == null ? "" : description);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, one -> one != null, Throwable::getCause).limit(20);
    }
}
