package dev.patrol.test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A JVM with the resources of a service's test, until it is ended from outside or two minutes are over. */
final class RunOfTests {
    static final String RUNS = "runs";

    private RunOfTests() {}

    public static void main(String[] arguments) throws InterruptedException {
        new KafkaBroker().start();
        new AzureResource().start();
        System.out.println(RUNS);
        new CountDownLatch(1).await(2, TimeUnit.MINUTES);
    }
}
