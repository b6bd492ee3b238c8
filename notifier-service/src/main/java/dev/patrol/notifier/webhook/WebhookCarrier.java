package dev.patrol.notifier.webhook;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.patrol.model.wire.MessageCodec;
import dev.patrol.notifier.delivery.Carrier;
import dev.patrol.notifier.delivery.LetterWriter;
import dev.patrol.notifier.delivery.Posting;
import dev.patrol.notifier.delivery.Undelivered;
import dev.patrol.notifier.post.Letter;
import dev.patrol.notifier.routing.NotificationSettings;
import dev.patrol.notifier.routing.NotificationSettings.WebhookSettings;
import dev.patrol.notifier.routing.Recipient;
import io.smallrye.config.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Posts events to programs, as CloudEvents, and letters to channels of Microsoft Teams, as cards. */
@ApplicationScoped
class WebhookCarrier implements Carrier {
    private static final Logger LOG = Logger.getLogger(WebhookCarrier.class);

    private static final int FIRST_SUCCESS = 200;
    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAULT = 500;

    /** Refusals that somebody can mend, or that pass: no right, not there (yet), too slow, too early, too many. */
    private static final Set<Integer> PASSING = Set.of(401, 403, 404, 408, 425, 429);

    private final Map<String, Webhook> webhooks;
    private final LetterWriter writer;
    private final CloudEventJson cloudEvents;
    private final TeamsCard teams = new TeamsCard();
    private final Clock clock;
    private final Duration timeout;
    private final HttpClient http;

    WebhookCarrier(NotificationSettings settings, LetterWriter writer, MessageCodec codec, Clock clock) {
        this.webhooks = settings.webhooks().stream()
                .collect(toUnmodifiableMap(
                        WebhookSettings::name,
                        webhook -> new Webhook(
                                URI.create(webhook.url().get()),
                                webhook.secret().map(Secret::get).map(WebhookSignature::new))));
        this.writer = writer;
        this.cloudEvents = new CloudEventJson(codec);
        this.clock = clock;
        this.timeout = settings.webhookTimeout();
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public boolean serves(Recipient.Kind kind) {
        return kind != Recipient.Kind.MAIL;
    }

    @Override
    public void carry(Letter letter) throws Undelivered {
        Webhook webhook = webhooks.get(letter.to().address());
        if (webhook == null) {
            throw new Undelivered.Refused("There is no webhook of this name in the settings any more");
        }
        HttpRequest request = letter.to().kind() == Recipient.Kind.TEAMS
                ? request(webhook, letter, TeamsCard.CONTENT_TYPE, teams.of(writer.write(letter)))
                : request(
                        webhook,
                        letter,
                        CloudEventJson.CONTENT_TYPE,
                        cloudEvents.of(letter.entries().get(0).event()));
        check(post(request));
        Posting.sent(
                letter,
                event -> LOG.infof("Posted %s to %s", event.id(), letter.to().address()));
    }

    /** The id is the same when it is posted again, so that the receiver can drop repeats. */
    private HttpRequest request(Webhook webhook, Letter letter, String contentType, byte[] body) {
        Instant now = clock.instant();
        String id = letter.id().toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(webhook.url())
                .header("Content-Type", contentType)
                .header(WebhookSignature.ID, id)
                .header(WebhookSignature.TIMESTAMP, Long.toString(now.getEpochSecond()))
                .POST(BodyPublishers.ofByteArray(body));
        webhook.signature()
                .ifPresent(signature -> request.header(WebhookSignature.SIGNATURE, signature.of(id, now, body)));
        return request.build();
    }

    private int post(HttpRequest request) throws Undelivered.PutOff {
        CompletableFuture<HttpResponse<Void>> exchange = http.sendAsync(request, BodyHandlers.discarding());
        try {
            // Not HttpRequest's timeout: that one ends with the headers, and a body may stall (JDK-8208693).
            return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new Undelivered.PutOff("It did not answer to the end within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new Undelivered.PutOff(
                    "It can't be reached (" + cause.getClass().getSimpleName() + ")", cause);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException(e);
        }
    }

    private static void check(int status) throws Undelivered {
        if (status >= FIRST_SUCCESS && status < FIRST_REDIRECT) {
            return;
        }
        if (status >= FIRST_FAULT || PASSING.contains(status) || status < FIRST_REFUSAL) {
            throw new Undelivered.PutOff("It answered " + status);
        }
        throw new Undelivered.Refused("It answered " + status);
    }
}
