package dev.patrol.notifier.delivery;

import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** How the last try to send a mail went. Says in the log when that changes, not more often. */
@ApplicationScoped
class MailServerContact {
    private static final Logger LOG = Logger.getLogger(MailServerContact.class);

    /**
     * @param reached whether the server answered
     * @param problem why a mail has to wait; empty where it has not
     * @param since when it began to be so
     */
    record State(boolean reached, Optional<String> problem, Instant since) {
        private boolean isLike(State other) {
            return other != null && reached == other.reached && problem.equals(other.problem);
        }
    }

    private final AtomicReference<State> state = new AtomicReference<>();
    private final Clock clock;

    MailServerContact(Clock clock) {
        this.clock = clock;
    }

    /** Empty before the first mail. */
    Optional<State> state() {
        return Optional.ofNullable(state.get());
    }

    void succeeded() {
        if (changesTo(true, Optional.empty())) {
            LOG.info("The SMTP server takes mail");
        }
    }

    /** It answered, and does not take this one mail. */
    void answered(SMTPException answer) {
        changesTo(true, Optional.of(Undelivered.reasonOf(answer)));
    }

    /** All mail has to wait. */
    void failed(Throwable failure) {
        String problem = Undelivered.reasonOf(failure);
        if (changesTo(failure instanceof SMTPException, Optional.of(problem))) {
            LOG.warnf("The SMTP server takes no mail for now, it waits: %s", problem);
        }
    }

    private boolean changesTo(boolean reached, Optional<String> problem) {
        State next = new State(reached, problem, clock.instant());
        State before = state.getAndUpdate(last -> next.isLike(last) ? last : next);
        return !next.isLike(before);
    }
}
