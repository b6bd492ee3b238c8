package dev.patrol.notifier.mail;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The service's one writer of mails. */
final class MailWriterProducer {
    @Produces
    @Singleton
    MailWriter mailWriter(MailTextSettings settings) {
        return MailWriter.of(TemplateFolder.read(settings.templates()), settings.zone());
    }
}
