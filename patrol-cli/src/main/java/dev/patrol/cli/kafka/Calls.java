package dev.patrol.cli.kafka;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for answers of Kafka, which has deadlines of its own. */
public final class Calls {
    private static final long LONGEST_SECONDS = 30;

    /** @throws ExecutionException with what Kafka's client said */
    public <T> T await(KafkaFuture<T> answer) throws ExecutionException {
        try {
            return answer.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new ExecutionException(e);
        }
    }
}
