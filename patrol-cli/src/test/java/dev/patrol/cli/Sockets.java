package dev.patrol.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Addresses at which things are not as they should be. */
public final class Sockets {
    private static final String LOOPBACK = "127.0.0.1";

    private Sockets() {}

    /** A port at which nobody listens. */
    public static int unused() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody who takes every connection and never says a word. */
    public static ServerSocket silent() {
        try {
            return new ServerSocket(0, 50, InetAddress.getByName(LOOPBACK));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
