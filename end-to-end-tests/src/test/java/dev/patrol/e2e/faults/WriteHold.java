package dev.patrol.e2e.faults;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds what is written to the broker and has some texts in it, until it is released. */
final class WriteHold {
    /** Where a write is held. */
    enum Moment {
        /** The broker has not seen it. */
        BEFORE,
        /** The broker has it; the writer does not know. */
        AFTER
    }

    private final Moment moment;
    private final List<String> texts;
    private final AtomicInteger pass;
    private final CountDownLatch struck = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** @param pass how many such writes pass unharmed first */
    WriteHold(Moment moment, int pass, List<String> texts) {
        this.moment = moment;
        this.pass = new AtomicInteger(pass);
        this.texts = List.copyOf(texts);
    }

    boolean meets(String written) {
        return texts.stream().allMatch(written::contains) && pass.getAndDecrement() <= 0;
    }

    boolean hasStruck() {
        return struck.getCount() == 0;
    }

    void release() {
        released.countDown();
    }

    void atRequest() {
        if (moment == Moment.BEFORE) {
            hold();
        }
    }

    void atAnswer() {
        if (moment == Moment.AFTER) {
            hold();
        }
    }

    private void hold() {
        if (released.getCount() == 0) {
            return;
        }
        struck.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
