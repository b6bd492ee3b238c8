package dev.patrol.local.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** Hands out ports of the loopback address: the documented one where it is free, else any free one; none twice. */
final class Ports {
    /** Below the range that systems give to outgoing connections, so that none of those comes first. */
    private static final int FIRST = 20_000;

    private static final int COUNT = 12_000;

    private final boolean documented;
    private final Random random = new Random();
    private final Set<Integer> taken = new HashSet<>();

    /** @param documented whether documented ports are preferred */
    Ports(boolean documented) {
        this.documented = documented;
    }

    /**
     * @param documentedPort where people expect it
     * @throws IllegalStateException if nothing is free
     */
    int take(int documentedPort) {
        int port = documented && isFree(documentedPort) ? documentedPort : anyFree();
        taken.add(port);
        return port;
    }

    private int anyFree() {
        return random.ints(COUNT, FIRST, FIRST + COUNT)
                .filter(this::isFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no free port"));
    }

    private boolean isFree(int port) {
        if (taken.contains(port)) {
            return false;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException busy) {
            return false;
        }
    }
}
