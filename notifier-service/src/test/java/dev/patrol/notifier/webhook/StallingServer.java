package dev.patrol.notifier.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Answers a request with the headers of a success, and never with the body that they promise. */
final class StallingServer implements AutoCloseable {
    private static final byte[] HEADERS = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n".getBytes(US_ASCII);

    private final ServerSocket socket;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch hungUp = new CountDownLatch(1);

    private StallingServer(ServerSocket socket) {
        this.socket = socket;
        Thread thread = new Thread(this::serve, "stalling-server");
        thread.setDaemon(true);
        thread.start();
    }

    static StallingServer start() throws IOException {
        return new StallingServer(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
    }

    String address() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/";
    }

    /** Whether somebody asked, and got the headers. */
    boolean wasAsked() {
        return asked.getCount() == 0;
    }

    /** Whether the one who asked has let the connection go, or does so soon. */
    boolean isHungUpOnWithin(long seconds) throws InterruptedException {
        return hungUp.await(seconds, TimeUnit.SECONDS);
    }

    private void serve() {
        try (Socket connection = socket.accept()) {
            InputStream in = connection.getInputStream();
            in.read(new byte[HEADERS.length]);
            connection.getOutputStream().write(HEADERS);
            asked.countDown();
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // The client went away without a farewell, or the test is over.
        }
        hungUp.countDown();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
