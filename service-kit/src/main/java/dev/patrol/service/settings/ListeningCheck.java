package dev.patrol.service.settings;

import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;

/** Whether a service can listen where it is told to, seen by doing so for a moment. */
final class ListeningCheck {
    private static final String HOST_EXPECTED =
            ". It should be an address of this machine, for example 127.0.0.1 or 0.0.0.0.";

    private ListeningCheck() {}

    /** What is wrong, a line each. */
    static List<String> problemsOf(SmallRyeConfig config) {
        return problemsOf(
                config.getValue("patrol.http.host", String.class), config.getValue("patrol.http.port", Integer.class));
    }

    static List<String> problemsOf(String host, int port) {
        try {
            InetAddress address = InetAddress.getByName(host);
            listen(address, 0);
            try {
                listen(address, port);
                return List.of();
            } catch (BindException taken) {
                return List.of("PORT is " + port
                        + ", where another process listens already. It should be a free port; 0 is" + " any.");
            } catch (SocketException notAllowed) {
                return List.of("PORT is " + port + ", which this user may not listen at. It should be 1024 or above.");
            }
        } catch (UnknownHostException unknown) {
            return List.of("HTTP_HOST is \"" + host + "\", which is no known host" + HOST_EXPECTED);
        } catch (IOException notHere) {
            return List.of("HTTP_HOST is \"" + host + "\", where this machine can't listen" + HOST_EXPECTED);
        }
    }

    private static void listen(InetAddress address, int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            // As the HTTP server does: what a process has left a moment ago is free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        }
    }
}
