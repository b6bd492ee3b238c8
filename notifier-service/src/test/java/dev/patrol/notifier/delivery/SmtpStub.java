package dev.patrol.notifier.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.simulator.vault.SelfSignedCertificate;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * As much of an SMTP server as Exchange Online shows to a program: STARTTLS (RFC 3207), then SASL XOAUTH2, then mail. It takes
 * the mails of whoever shows a token that it knows.
 */
final class SmtpStub implements AutoCloseable {
    private final ServerSocket socket;
    private final SSLContext tls;
    private final List<String> goodTokens = new CopyOnWriteArrayList<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();

    private SmtpStub(ServerSocket socket, SSLContext tls) {
        this.socket = socket;
        this.tls = tls;
        Thread thread = new Thread(this::serve, "smtp-stub");
        thread.setDaemon(true);
        thread.start();
    }

    static SmtpStub start() throws IOException, GeneralSecurityException {
        return new SmtpStub(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), tls());
    }

    int port() {
        return socket.getLocalPort();
    }

    /** From now on this token is good, and no other. */
    void accept(String token) {
        goodTokens.clear();
        goodTokens.add(token);
    }

    /** Who logged in, as {@code user token}. */
    List<String> logins() {
        return logins;
    }

    List<String> mails() {
        return mails;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread thread = new Thread(() -> talk(connection), "smtp-stub-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket connection) {
        try (connection) {
            new Talk(connection).run();
        } catch (IOException gone) {
            // The client went away, as it may.
            return;
        }
    }

    private static SSLContext tls() throws IOException, GeneralSecurityException {
        SelfSignedCertificate certificate = SelfSignedCertificate.ofThisProcess();
        char[] password = certificate.password().reveal().toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(new ByteArrayInputStream(certificate.keyStore()), password);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Talk {
        private Socket connection;
        private BufferedReader in;
        private OutputStream out;
        private boolean encrypted;
        private boolean loggedIn;

        Talk(Socket connection) throws IOException {
            use(connection);
        }

        private void use(Socket connection) throws IOException {
            this.connection = connection;
            in = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
            out = connection.getOutputStream();
        }

        void run() throws IOException {
            say("220 stub ESMTP");
            String line = in.readLine();
            while (line != null) {
                if (line.startsWith("EHLO")) {
                    say(encrypted ? "250-stub\r\n250 AUTH LOGIN XOAUTH2" : "250-stub\r\n250 STARTTLS");
                } else if (line.equals("STARTTLS")) {
                    say("220 Go ahead");
                    encrypt();
                } else if (line.startsWith("AUTH XOAUTH2 ")) {
                    logIn(new String(Base64.getDecoder().decode(line.substring(13)), UTF_8));
                } else if (line.equals("DATA") && loggedIn) {
                    say("354 Go ahead");
                    mails.add(content());
                    say("250 Taken");
                } else if (line.equals("QUIT")) {
                    say("221 Bye");
                    return;
                } else {
                    say(loggedIn ? "250 Well" : "530 5.7.57 Client not authenticated");
                }
                line = in.readLine();
            }
        }

        private void encrypt() throws IOException {
            SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(connection, null, true);
            secure.setUseClientMode(false);
            secure.startHandshake();
            encrypted = true;
            use(secure);
        }

        private void logIn(String shown) throws IOException {
            String user = between(shown, "user=", "\u0001");
            String token = between(shown, "auth=Bearer ", "\u0001");
            logins.add(user + " " + token);
            if (goodTokens.contains(token)) {
                loggedIn = true;
                say("235 2.7.0 Authentication successful");
            } else {
                say("535 5.7.3 Authentication unsuccessful");
            }
        }

        private String content() throws IOException {
            StringBuilder content = new StringBuilder();
            String line = in.readLine();
            while (!line.equals(".")) {
                content.append(line).append('\n');
                line = in.readLine();
            }
            return content.toString();
        }

        private void say(String text) throws IOException {
            out.write((text + "\r\n").getBytes(US_ASCII));
            out.flush();
        }
    }

    private static String between(String text, String before, String after) {
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from));
    }
}
