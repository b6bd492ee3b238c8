package dev.patrol.kafka.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of this machine that stays a broker's own while the broker is stopped. The system gives ports that nobody has to
 * whatever connection is opened next, and Kafka halts the JVM if its controller finds its port taken.
 *
 * <p>Who connects to it is refused until a broker listens.
 */
final class ReservedPort implements AutoCloseable {
    private static final String SYSTEM = System.getProperty("os.name");

    /** Elsewhere than on Linux nobody can listen beside a reservation. */
    private static final boolean LISTENED_BESIDE = SYSTEM.equals("Linux");

    private final Socket reservation;
    private final int number;

    private ReservedPort(Socket reservation) {
        this.reservation = reservation;
        this.number = reservation.getLocalPort();
    }

    /**
     * @param port 0 for a free one
     * @throws IOException if it is taken
     */
    static ReservedPort on(String host, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
        Socket reservation = new Socket();
        try {
            // As a listening socket of Java's does by itself: both sides have to allow that two have one port, and a
            // port is free
            // for whoever asks so while connections of its last listener fade. On Windows it would take the port from
            // another.
            reservation.setReuseAddress(!SYSTEM.startsWith("Windows"));
            reservation.bind(address);
        } catch (IOException e) {
            reservation.close();
            throw new IOException("No broker can listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
        return new ReservedPort(reservation);
    }

    int number() {
        return number;
    }

    /** Before a broker listens. Where nobody can listen beside the reservation, it ends here for good. */
    void admitListener() {
        if (!LISTENED_BESIDE) {
            close();
        }
    }

    @Override
    public void close() {
        try {
            reservation.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
