package dev.patrol.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.simulator.faults.SlidingAllowance.Verdict;
import dev.patrol.simulator.policies.Allowance;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlidingAllowanceTest {

    private final AtomicLong nanos = new AtomicLong();
    private final SlidingAllowance requests = new SlidingAllowance(nanos::get);
    private final Allowance twoInTenSeconds = new Allowance(2, 10_000, 1, 0);

    @Test
    void givesBackARequestWhenItLeavesTheWindow() {
        // Given
        requests.admit("a", twoInTenSeconds);
        nanos.addAndGet(Duration.ofSeconds(4).toNanos());
        requests.admit("a", twoInTenSeconds);
        requests.admit("a", twoInTenSeconds);

        // When
        SlidingAllowance.Decision refused = requests.admit("a", twoInTenSeconds);
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        SlidingAllowance.Decision later = requests.admit("a", twoInTenSeconds);

        // Then
        assertThat(refused.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(refused.freeInMillis()).isEqualTo(6000);
        assertThat(refused.emptyInMillis()).isEqualTo(10_000);
        assertThat(later.verdict()).isEqualTo(Verdict.DELAYED);
    }

    @Test
    void isOneForEachCaller() {
        // Given
        requests.admit("a", twoInTenSeconds);
        requests.admit("a", twoInTenSeconds);

        // When
        SlidingAllowance.Decision other = requests.admit("b", twoInTenSeconds);

        // Then
        assertThat(other.verdict()).isEqualTo(Verdict.AT_ONCE);
        assertThat(other.remaining()).isEqualTo(1);
    }
}
