package dev.patrol.notifier.webhook;

import java.net.URI;
import java.util.Optional;

/** Where something is posted. */
record Webhook(URI url, Optional<WebhookSignature> signature) {
    /** The address may hold a signature that lets anybody post. */
    @Override
    public String toString() {
        return "Webhook at " + url.getHost();
    }
}
