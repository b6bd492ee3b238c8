package dev.patrol.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void givesTheDocumentedPortWhereItIsFree() {
        // Given
        int free = new Ports(false).take(0);

        // When
        int port = new Ports(true).take(free);

        // Then
        assertThat(port).isEqualTo(free);
    }

    @Test
    void givesAnotherPortWhereTheDocumentedOneIsBusy() throws IOException {
        // Given
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When
            int port = new Ports(true).take(busy.getLocalPort());

            // Then
            assertThat(port).isNotEqualTo(busy.getLocalPort());
            assertThat(isFree(port)).isTrue();
        }
    }

    @Test
    void givesAnotherPortWhereTheDocumentedOneIsBusyOnEveryAddress() throws IOException {
        // Given
        try (ServerSocket busy = new ServerSocket(0)) {
            // When
            int port = new Ports(true).take(busy.getLocalPort());

            // Then
            assertThat(port).isNotEqualTo(busy.getLocalPort());
        }
    }

    @Test
    void givesNoPortTwice() {
        // Given
        int documented = new Ports(false).take(0);
        Ports ports = new Ports(true);

        // When
        List<Integer> taken = IntStream.range(0, 200)
                .mapToObj(ignored -> ports.take(documented))
                .toList();

        // Then
        assertThat(taken).doesNotHaveDuplicates();
    }

    @Test
    void doesNotTakeDocumentedPortsWhereFreeOnesAreWanted() {
        // Given
        int documented = new Ports(false).take(0);
        Ports ports = new Ports(false);

        // When
        List<Integer> taken = IntStream.range(0, 50)
                .mapToObj(ignored -> ports.take(documented))
                .toList();

        // Then
        assertThat(taken).as("the odds of all being the documented one").anyMatch(port -> port != documented);
        assertThat(taken).allMatch(PortsTest::isFree);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException busy) {
            return false;
        }
    }
}
