package dev.patrol.rotator.rotation;

import dev.patrol.rotator.saga.RotationSaga;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

final class SagaProducer {
    @Produces
    @Singleton
    RotationSaga saga(RotationSettings settings) {
        return new RotationSaga(settings.creationAttempts());
    }
}
