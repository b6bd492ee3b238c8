package dev.patrol.service.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListeningCheckTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "0.0.0.0"})
    void anyFreePortWillDo(String host) {
        assertThat(ListeningCheck.problemsOf(host, 0)).isEmpty();
    }

    @Test
    void aTakenPortIsOneSentence() throws IOException {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When
            List<String> problems = ListeningCheck.problemsOf("127.0.0.1", taken.getLocalPort());

            // Then
            assertThat(problems)
                    .containsExactly("PORT is " + taken.getLocalPort()
                            + ", where another process listens already. It should be a free port; 0 is any.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "nowhere.invalid"})
    void anAddressThatIsNotThisMachinesIsOneSentence(String host) {
        assertThat(ListeningCheck.problemsOf(host, 0))
                .singleElement()
                .asString()
                .startsWith("HTTP_HOST is \"" + host + "\"")
                .endsWith("It should be an address of this machine, for example 127.0.0.1 or 0.0.0.0.");
    }
}
