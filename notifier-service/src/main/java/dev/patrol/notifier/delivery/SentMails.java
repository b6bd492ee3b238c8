package dev.patrol.notifier.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was sent to whom, as far as it is remembered: the latest {@link MailSettings#remembered} mails of this process.
 */
@ApplicationScoped
class SentMails {
    /** One event's mail to one person. */
    record Delivery(String eventId, String recipient) {}

    private final Map<Delivery, Boolean> deliveries;

    @Inject
    SentMails(MailSettings settings) {
        this(settings.remembered());
    }

    SentMails(int most) {
        deliveries = new LinkedHashMap<>(1_024, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Delivery, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    synchronized boolean contains(Delivery delivery) {
        return deliveries.get(delivery) != null;
    }

    synchronized void add(Delivery delivery) {
        deliveries.put(delivery, true);
    }
}
