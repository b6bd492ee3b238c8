package dev.patrol.cli.fault;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** Whether anybody listens at an address, whatever they speak: the words of a library are seldom as plain. */
public final class Reach {
    private Reach() {}

    /** Why a host can't be reached; empty where it can. */
    public static Optional<String> problemOf(String host, int port, Duration timeout) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            return Optional.of("No host is known here by the name " + host + ".");
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, (int) timeout.toMillis());
            return Optional.empty();
        } catch (SocketTimeoutException e) {
            return Optional.of(
                    host + ":" + port + " does not answer within " + timeout.toSeconds() + " s, as behind a firewall.");
        } catch (ConnectException e) {
            return Optional.of("Nobody listens at " + host + ":" + port + ".");
        } catch (IOException e) {
            return Optional.of(
                    host + ":" + port + " can't be reached (" + e.getClass().getSimpleName() + ").");
        }
    }
}
