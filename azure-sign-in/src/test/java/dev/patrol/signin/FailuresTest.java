package dev.patrol.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.MsalServiceException;
import java.io.IOException;
import java.net.ConnectException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateNotYetValidException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailuresTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | invalid_grant | AADSTS50173: revoked | SIGN_IN_ENDED",
                "400 | invalid_grant | AADSTS700082: inactivity | SIGN_IN_ENDED",
                "400 | invalid_grant | AADSTS70043: sign-in frequency | INTERACTION_REQUIRED",
                "400 | invalid_grant | AADSTS50076: second factor | INTERACTION_REQUIRED",
                "400 | interaction_required | AADSTS50079: enroll | INTERACTION_REQUIRED",
                "400 | invalid_grant | AADSTS99999999: new in this world | SIGN_IN_ENDED",
                "400 | invalid_grant | | SIGN_IN_ENDED",
                "400 | invalid_grant | AADSTS50057: disabled | USER_DISABLED",
                "400 | invalid_grant | AADSTS50053: locked | USER_DISABLED",
                "400 | invalid_grant | AADSTS65001: consent | CONSENT_MISSING",
                "400 | invalid_scope | AADSTS70011: scope | CONSENT_MISSING",
                "400 | access_denied | AADSTS53003: policy | DECLINED",
                "400 | invalid_grant | AADSTS53003: policy | BLOCKED_BY_POLICY",
                "400 | invalid_request | AADSTS90002: tenant | TENANT_WRONG",
                "400 | invalid_grant | AADSTS50020: guest | TENANT_WRONG",
                "400 | unauthorized_client | AADSTS700016: application | APPLICATION_WRONG",
                "401 | invalid_client | AADSTS7000218: secret | APPLICATION_WRONG",
                "401 | invalid_client | | APPLICATION_WRONG",
                "400 | invalid_client | AADSTS700024: not yet valid | CLOCK_WRONG",
                "400 | expired_token | AADSTS70020: code | CODE_EXPIRED",
                "400 | authorization_declined | AADSTS70013: declined | DECLINED",
                "400 | AUTHORIZATION_DECLINED | | DECLINED",
                "503 | temporarily_unavailable | AADSTS90033: away | AUTHORITY_FAILING",
                "500 | invalid_grant | AADSTS50173: revoked | AUTHORITY_FAILING",
                "429 | anything | | AUTHORITY_BUSY",
                "400 | something_new | AADSTS12345678: who knows | NOT_UNDERSTOOD",
                "400 | | | NOT_UNDERSTOOD",
            })
    void anAnswerOfTheAuthorityMeansOneThing(int status, String word, String description, FailureKind meaning) {
        // When
        FailureKind kind = Failures.said(status, word, description);

        // Then
        assertThat(kind).isEqualTo(meaning);
    }

    @Test
    void whatWentWrongOnTheWayIsToldApart() {
        // Given
        Throwable away = new CompletionException(new MsalClientException(new ConnectException("refused")));
        Throwable late = new MsalClientException(new TimeoutException());
        Throwable untrusted = new MsalClientException(
                new SSLHandshakeException("PKIX").initCause(new CertificateException("no path")));
        Throwable early = new MsalClientException(
                new SSLHandshakeException("PKIX").initCause(new CertificateNotYetValidException("NotBefore")));
        Throwable broken = new MsalClientException(new IOException("reset"));
        Throwable empty = new MsalClientException("no token", "cache_miss");

        // When
        // Then
        assertThat(Failures.of(away).failure().kind()).isEqualTo(FailureKind.AUTHORITY_UNREACHABLE);
        assertThat(Failures.of(late).failure().kind()).isEqualTo(FailureKind.AUTHORITY_UNREACHABLE);
        assertThat(Failures.of(broken).failure().kind()).isEqualTo(FailureKind.AUTHORITY_UNREACHABLE);
        assertThat(Failures.of(untrusted).failure().kind()).isEqualTo(FailureKind.AUTHORITY_NOT_TRUSTED);
        assertThat(Failures.of(early).failure().kind()).isEqualTo(FailureKind.CLOCK_WRONG);
        assertThat(Failures.of(empty).failure().kind()).isEqualTo(FailureKind.NEVER_SIGNED_IN);
    }

    @Test
    void ofWhatTheAuthoritySaidOnlyTheNumberIsQuoted() {
        // Given
        MsalServiceException said =
                new MsalServiceException("AADSTS50173: the grant 0.AXsecret is revoked", "invalid_grant");

        // When
        SignInException failure = Failures.of(said);

        // Then
        assertThat(failure).hasMessageContaining("(AADSTS50173)").hasNoCause();
        assertThat(failure.getMessage()).doesNotContain("0.AX");
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void everyFailureSaysWhatHelps(FailureKind kind) {
        // When
        // Then
        assertThat(kind.sentence()).endsWith(".");
        assertThat(kind.remedy()).endsWith(".").hasSizeGreaterThan(10);
        if (kind.needsSignIn()) {
            assertThat(kind.remedy()).contains("./patrol login");
        }
        assertThat(kind.needsSignIn() && kind.passesByItself()).isFalse();
    }
}
