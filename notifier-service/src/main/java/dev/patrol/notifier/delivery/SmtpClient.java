package dev.patrol.notifier.delivery;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
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
import java.util.Optional;
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
    private final Vertx vertx;
    private final MailConfig config;
    private final Logins logins;

    /** The mail client is called from one event loop only: called from elsewhere, it can miss a server's greeting. */
    private final Context eventLoop;

    private MailClient client;
    private Optional<Login> login = Optional.empty();

    SmtpClient(MailSettings settings, Logins logins, MailServerContact contact, Vertx vertx) {
        this.contact = contact;
        this.timeout = settings.timeout();
        this.eventLoop = VertxContext.getRootContext(vertx.getOrCreateContext());
        this.vertx = vertx;
        this.logins = logins;
        this.config = config(settings);
    }

    private static MailConfig config(MailSettings settings) {
        MailConfig config = new MailConfig()
                .setHostname(settings.host())
                .setPort(settings.port())
                .setSsl(settings.tls())
                .setStarttls(StartTLSOptions.valueOf(settings.startTls()))
                .setLogin(LoginOption.NONE);
        settings.caFile()
                .ifPresent(file -> config.setPemTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        return config;
    }

    /**
     * Returns when the server has taken it.
     *
     * @throws Undelivered where it has not, or has not answered in time
     */
    void send(MailMessage message) throws Undelivered {
        MailClient client = client();
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

    /** One that logs in as it has to now; connections of the one before end with it. */
    private MailClient client() throws Undelivered.ServerAway {
        Optional<Login> now;
        try {
            now = logins.current();
        } catch (Undelivered.ServerAway noLogin) {
            contact.failed(noLogin);
            throw noLogin;
        }
        if (client == null || !now.equals(login)) {
            close();
            MailConfig with = new MailConfig(config);
            now.ifPresent(one -> one.applyTo(with));
            client = MailClient.create(vertx, with);
            login = now;
        }
        return client;
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
        if (client != null) {
            client.close();
        }
    }
}
