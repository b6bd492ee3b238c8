package dev.patrol.service.messaging;

import dev.patrol.model.wire.MessageCodec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

final class CodecProducer {
    @Produces
    @Singleton
    MessageCodec codec() {
        return new MessageCodec();
    }
}
