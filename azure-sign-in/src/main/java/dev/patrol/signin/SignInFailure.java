package dev.patrol.signin;

/**
 * Why there is no new token. Holds no secret.
 *
 * @param detail what a helpdesk asks for, such as {@code AADSTS50057} and the correlation id; may be empty
 * @param about fingerprint of the sign-in that failed, the same in every process that keeps it; may be empty
 */
public record SignInFailure(FailureKind kind, String detail, String about) {

    static SignInFailure of(FailureKind kind) {
        return new SignInFailure(kind, "", "");
    }

    static SignInFailure of(FailureKind kind, String detail) {
        return new SignInFailure(kind, detail, "");
    }

    SignInFailure about(String fingerprint) {
        return new SignInFailure(kind, detail, fingerprint);
    }

    /** What happened and what helps. */
    public String sentence() {
        String said = kind.sentence() + " " + kind.remedy();
        return detail.isEmpty() ? said : said + " (" + detail + ")";
    }
}
