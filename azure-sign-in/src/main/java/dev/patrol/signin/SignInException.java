package dev.patrol.signin;

/** There is no token. The message is the failure's sentence; there is no cause, since those of libraries may quote anything. */
public final class SignInException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SignInFailure failure;

    SignInException(SignInFailure failure) {
        super(failure.sentence());
        this.failure = failure;
    }

    public SignInFailure failure() {
        return failure;
    }
}
