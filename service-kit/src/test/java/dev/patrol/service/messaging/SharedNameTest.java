package dev.patrol.service.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.Test;

class SharedNameTest {
    @Test
    void aNameThatAnotherProcessHasTakenIsHeardInWhateverItIsWrapped() {
        assertThat(SharedName.isTold(new IllegalStateException(new KafkaException(new FencedInstanceIdException("")))))
                .isTrue();
    }

    @Test
    void whatElseGoesWrongEndsNothing() {
        assertThat(SharedName.isTold(null)).isFalse();
        assertThat(SharedName.isTold(new KafkaException(new RebalanceInProgressException())))
                .isFalse();
    }
}
