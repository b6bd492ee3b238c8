package dev.patrol.signin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a listener was told. */
final class Heard implements SignInListener {
    final List<SignInFailure> mustSignIn = new CopyOnWriteArrayList<>();
    final List<String> signedIn = new CopyOnWriteArrayList<>();
    final List<SignInFailure> setbacks = new CopyOnWriteArrayList<>();

    @Override
    public void mustSignIn(SignInFailure failure, Optional<Instant> worksUntil) {
        mustSignIn.add(failure);
    }

    @Override
    public void signedIn(String account) {
        signedIn.add(account);
    }

    @Override
    public void setback(SignInFailure failure, Instant nextTry) {
        setbacks.add(failure);
    }
}
