package dev.patrol.azure.signin;

import dev.patrol.model.SignInRequired;
import dev.patrol.service.messaging.Publisher;
import dev.patrol.signin.SignInFailure;
import dev.patrol.signin.SignInListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Announces that a person must sign in. While the broker is away that is owed, and announced at a later failure to renew; all
 * that was announced is the same event.
 */
final class SignInNews implements SignInListener {
    private static final Logger LOG = Logger.getLogger(SignInNews.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Publisher publisher;
    private final List<String> organizations;
    private final AtomicReference<SignInRequired> owed = new AtomicReference<>();

    SignInNews(Publisher publisher, List<String> organizations) {
        this.publisher = publisher;
        this.organizations = List.copyOf(organizations);
    }

    @Override
    public void mustSignIn(SignInFailure failure, Optional<Instant> worksUntil) {
        LOG.error(failure.sentence());
        owed.set(new SignInRequired(
                organizations,
                failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                failure.kind().sentence(),
                failure.kind().remedy(),
                failure.about(),
                worksUntil.orElse(null)));
        pay();
    }

    @Override
    public void signedIn(String account) {
        owed.set(null);
        LOG.infof("Calls Azure DevOps as %s", account);
    }

    @Override
    public void setback(SignInFailure failure, Instant nextTry) {
        LOG.warnf("No new access token: %s Next try at %s", failure.sentence(), nextTry);
        pay();
    }

    private void pay() {
        SignInRequired event = owed.get();
        if (event != null) {
            try {
                publisher.announceWithin(PATIENCE, event);
                owed.compareAndSet(event, null);
            } catch (RuntimeException brokerIsAway) {
                LOG.warnf("Not announced yet that a person must sign in: %s", brokerIsAway.toString());
            }
        }
    }
}
