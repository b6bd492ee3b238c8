package dev.patrol.notifier.delivery;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gives mails to the SMTP server, one at a time, and tells what its answers mean. */
@ApplicationScoped
class SmtpClient {
    /**
     * Answers about the login or the encryption (RFC 4954, RFC 3207), permanent in name only: somebody mends a setting, and
     * until then no mail is lost. 421 and 454 are the server's own troubles.
     */
    private static final Set<Integer> ABOUT_THE_CONNECTION = Set.of(421, 454, 530, 534, 535, 538);

    /** How the mail client begins what it says of a server that does not take a recipient, or the mail itself. */
    private static final Set<String> ABOUT_THE_MAIL =
            Set.of("recipient address not accepted", "DATA command not accepted", "sending data failed");

    private final MailServerContact contact;
    private final Duration timeout;
    private final MailClient client;

    /** The mail client is called from one event loop only: called from elsewhere, it can miss a server's greeting. */
    private final Context eventLoop;

    SmtpClient(MailSettings settings, MailServerContact contact, Vertx vertx) {
        this.contact = contact;
        this.timeout = settings.timeout();
        this.eventLoop = VertxContext.getRootContext(vertx.getOrCreateContext());
        this.client = MailClient.create(vertx, config(settings));
    }

    private static MailConfig config(MailSettings settings) {
        MailConfig config = new MailConfig()
                .setHostname(settings.host())
                .setPort(settings.port())
                .setSsl(settings.tls())
                .setStarttls(StartTLSOptions.valueOf(settings.startTls()))
                .setLogin(settings.user().isPresent() ? LoginOption.REQUIRED : LoginOption.NONE);
        settings.user().ifPresent(config::setUsername);
        settings.password().ifPresent(password -> config.setPassword(password.get()));
        return config;
    }

    /**
     * Returns when the server has taken it.
     *
     * @throws Undelivered where it has not, or has not answered in time
     */
    void send(MailMessage message) throws Undelivered {
        CompletableFuture<MailResult> sent = new CompletableFuture<>();
        eventLoop.runOnContext(ignored -> {
            try {
                client.sendMail(message).onSuccess(sent::complete).onFailure(sent::completeExceptionally);
            } catch (RuntimeException invalid) {
                sent.completeExceptionally(invalid);
            }
        });
        try {
            sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            contact.succeeded();
        } catch (ExecutionException e) {
            throw meaningOf(e.getCause());
        } catch (TimeoutException e) {
            throw away(new TimeoutException("The SMTP server has not answered within " + timeout));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException(e);
        }
    }

    private Undelivered meaningOf(Throwable failure) {
        if (failure instanceof IllegalArgumentException) {
            return new Undelivered.Refused(Undelivered.reasonOf(failure), failure);
        }
        if (!(failure instanceof SMTPException answer)
                || ABOUT_THE_CONNECTION.contains(answer.getReplyCode())
                || ABOUT_THE_MAIL.stream().noneMatch(answer.getMessage()::startsWith)) {
            return away(failure);
        }
        contact.answered(answer);
        return answer.isPermanent()
                ? new Undelivered.Refused(answer.getReplyMessage(), answer)
                : new Undelivered.PutOff(answer.getReplyMessage(), answer);
    }

    private Undelivered away(Throwable failure) {
        contact.failed(failure);
        return new Undelivered.ServerAway(Undelivered.reasonOf(failure), failure);
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
