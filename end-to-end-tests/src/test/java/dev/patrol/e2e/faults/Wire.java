package dev.patrol.e2e.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The connection between one rotator and the broker. It can hold a write before the broker sees it, or hold the broker's word
 * that it took the write. What is held when the wire is closed is never passed on, as with a process that is killed.
 *
 * <p>Until it is opened, the broker is out of reach. The broker says in its answers where it listens; that is changed to where this listens.
 */
final class Wire implements AutoCloseable {
    /** Kafka's numbers for requests, the first two bytes of each. */
    private static final short PRODUCE = 0;

    private static final short JOIN_GROUP = 11;
    private static final String LOOPBACK = "127.0.0.1";

    private final ServerSocket server;
    private final int brokerPort;
    private final List<WriteHold> holds = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Map<String, Long> lastWrites = new ConcurrentHashMap<>();
    private volatile boolean open;
    private volatile boolean joined;
    private volatile boolean closed;

    private Wire(int brokerPort) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getByName(LOOPBACK));
        this.brokerPort = brokerPort;
        start("accept", this::accept);
    }

    static Wire to(String broker) {
        try {
            return new Wire(Integer.parseInt(broker.substring(broker.indexOf(':') + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String bootstrapServers() {
        return LOOPBACK + ":" + server.getLocalPort();
    }

    /** From now on the rotator reaches the broker. */
    void open() {
        open = true;
    }

    /** From now on, holds writes. */
    void hold(WriteHold hold) {
        holds.add(hold);
    }

    /** Whether the rotator has asked to become a member of its group. */
    boolean hasJoined() {
        return joined;
    }

    /** When the rotator last wrote something with a text in it, by the machine's monotonic clock. */
    Optional<Long> lastWriteOf(String text) {
        return lastWrites.entrySet().stream()
                .filter(write -> write.getKey().contains(text))
                .map(Map.Entry::getValue)
                .max(Long::compare);
    }

    private void accept() throws IOException {
        while (!closed) {
            Socket client = server.accept();
            if (open) {
                sockets.add(client);
                new Connection(client).open();
            } else {
                client.close();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        holds.forEach(WriteHold::release);
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Pump {
        void run() throws IOException;
    }

    private static void start(String name, Pump pump) {
        Thread thread = new Thread(
                () -> {
                    try {
                        pump.run();
                    } catch (IOException eitherSideIsGone) {
                        // The other pump of the connection ends for the same reason.
                    }
                },
                "wire-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private final class Connection {
        private final Socket client;
        private final Map<Integer, WriteHold> heldAnswers = new ConcurrentHashMap<>();

        private Connection(Socket client) {
            this.client = client;
        }

        private void open() throws IOException {
            Socket broker;
            try {
                broker = new Socket(LOOPBACK, brokerPort);
            } catch (IOException brokerIsAway) {
                client.close();
                return;
            }
            sockets.add(broker);
            start("requests", () -> pump(client, broker, this::request));
            start("answers", () -> pump(broker, client, this::answer));
        }

        private void pump(Socket from, Socket to, Passage passage) throws IOException {
            try (from;
                    to) {
                DataInputStream in = new DataInputStream(from.getInputStream());
                DataOutputStream out = new DataOutputStream(to.getOutputStream());
                while (true) {
                    byte[] frame = new byte[in.readInt()];
                    in.readFully(frame);
                    byte[] passed = passage.through(frame);
                    if (closed) {
                        return;
                    }
                    out.write(ByteBuffer.allocate(Integer.BYTES + passed.length)
                            .putInt(passed.length)
                            .put(passed)
                            .array());
                    out.flush();
                }
            }
        }

        private byte[] request(byte[] frame) {
            ByteBuffer header = ByteBuffer.wrap(frame);
            short kind = header.getShort();
            header.getShort();
            int correlation = header.getInt();
            joined |= kind == JOIN_GROUP;
            if (kind == PRODUCE) {
                String text = new String(frame, ISO_8859_1);
                lastWrites.put(text, System.nanoTime());
                for (WriteHold hold : holds) {
                    if (hold.meets(text)) {
                        heldAnswers.put(correlation, hold);
                        hold.atRequest();
                    }
                }
            }
            return frame;
        }

        private byte[] answer(byte[] frame) {
            WriteHold hold = heldAnswers.remove(ByteBuffer.wrap(frame).getInt());
            if (hold != null) {
                hold.atAnswer();
            }
            return elsewhere(frame);
        }

        private byte[] elsewhere(byte[] frame) {
            String from = address(brokerPort);
            String text = new String(frame, ISO_8859_1);
            return text.contains(from)
                    ? text.replace(from, address(server.getLocalPort())).getBytes(ISO_8859_1)
                    : frame;
        }
    }

    private interface Passage {
        byte[] through(byte[] frame);
    }

    /** As Kafka writes an address: the host, and the port in four bytes. */
    private static String address(int port) {
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt(port).array();
        return LOOPBACK + new String(bytes, ISO_8859_1);
    }
}
