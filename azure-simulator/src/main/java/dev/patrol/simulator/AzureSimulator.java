package dev.patrol.simulator;

import dev.patrol.simulator.control.SimulatorControl;
import dev.patrol.simulator.http.AzureDevOpsRoutes;
import dev.patrol.simulator.http.IdentityRoutes;
import dev.patrol.simulator.http.VaultRoutes;
import dev.patrol.simulator.vault.SelfSignedCertificate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * Azure DevOps, Key Vault and the identity services on this machine, in memory. A client cannot tell them from the real
 * ones but by their addresses, and by the vault's certificate, which it must be told to trust.
 */
public final class AzureSimulator implements AutoCloseable {

    private final SimulatorConfig config;
    private final World world;
    private final Path folder;
    private final Path pem;
    private final Vertx vertx;
    private final HttpServer azureDevOps;
    private final HttpServer keyVault;
    private final HttpServer identity;
    private final HttpServer authority;

    private AzureSimulator(SimulatorConfig config) throws IOException {
        this.config = config;
        Addresses addresses = config.addresses();
        SelfSignedCertificate certificate = SelfSignedCertificate.ofThisProcess(addresses.tlsName());
        this.folder = Files.createTempDirectory("azure-simulator");
        this.pem = Files.writeString(folder.resolve("vault.pem"), certificate.pem());
        this.vertx = Vertx.vertx(new VertxOptions()
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        this.world = World.of(config);
        this.azureDevOps = vertx.createHttpServer(options(addresses.azureDevOpsPort()))
                .requestHandler(AzureDevOpsRoutes.router(vertx, world));
        this.keyVault = vertx.createHttpServer(encrypted(options(addresses.keyVaultPort()), certificate))
                .requestHandler(VaultRoutes.router(vertx, world));
        this.identity = vertx.createHttpServer(options(addresses.identityPort()))
                .requestHandler(IdentityRoutes.router(vertx, world, this::signInPage));
        this.authority = vertx.createHttpServer(encrypted(options(addresses.authorityPort()), certificate))
                .requestHandler(IdentityRoutes.router(vertx, world, this::signInPage));
    }

    /** Starts with the defaults of {@link SimulatorConfig#defaults()}. */
    public static AzureSimulator start() {
        return start(SimulatorConfig.defaults());
    }

    /**
     * Starts all servers and returns when they take requests.
     *
     * @throws UncheckedIOException if the certificate cannot be made
     * @throws IllegalStateException if a port cannot be had
     */
    public static AzureSimulator start(SimulatorConfig config) {
        AzureSimulator simulator;
        try {
            simulator = new AzureSimulator(config);
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator cannot make its certificate.", e);
        }
        simulator.listen();
        config.seeds().forEach(simulator.control()::seedTokens);
        return simulator;
    }

    /**
     * Base URL for all of Azure DevOps ({@code dev.azure.com}, {@code vssps.dev.azure.com} and
     * {@code auditservice.dev.azure.com}), and for the knobs under {@code /_simulator/}.
     */
    public URI azureDevOpsUrl() {
        return config.addresses().plain(azureDevOps.actualPort(), "");
    }

    /** URL of the vault, with TLS by {@link #certificateAuthority()}. */
    public URI keyVaultUrl() {
        return config.addresses().encrypted(keyVault.actualPort());
    }

    /** For {@code IDENTITY_ENDPOINT}. */
    public URI identityEndpoint() {
        return config.addresses().plain(identity.actualPort(), "/msi/token");
    }

    /** For {@code IDENTITY_HEADER}. */
    public Credential identityHeader() {
        return world.identityHeader();
    }

    /**
     * Without TLS, where a refresh token is exchanged: the authority host, to which {@code /{tenant}/oauth2/v2.0/token} is
     * added.
     */
    public URI authorityHost() {
        return config.addresses().plain(identity.actualPort(), "");
    }

    /** The same with TLS by {@link #certificateAuthority()}, which MSAL insists on: for {@code AZURE_AUTHORITY_HOST}. */
    public URI secureAuthorityHost() {
        return config.addresses().encrypted(authority.actualPort());
    }

    /** Where a person enters the code of a sign-in. */
    public URI signInPage() {
        return authorityHost().resolve(IdentityRoutes.DEVICE_PAGE);
    }

    /** The tenant that users sign in to. */
    public String tenantId() {
        return World.TENANT;
    }

    /** The application that is registered for signing in. */
    public String clientId() {
        return World.CLIENT;
    }

    /** A refresh token of the service user, for any application. */
    public Credential serviceUserRefreshToken() {
        return world.refreshToken();
    }

    /** PEM file of the certificate that clients of the vault and the authority must trust. It is gone after {@link #close()}. */
    public Path certificateAuthority() {
        return pem;
    }

    /** The administrator's token. */
    public Credential administratorToken() {
        return world.administrator().value();
    }

    /** Principal name of the user who owns what the administrator's token creates. */
    public String serviceUser() {
        return config.serviceUser();
    }

    public List<String> organizations() {
        return config.organizations();
    }

    /** The knobs and the facts. */
    public SimulatorControl control() {
        return world.control();
    }

    /** Stops all servers, breaking what connections there are, and removes the certificate. */
    @Override
    public void close() {
        await(vertx.close());
        deleteFolder();
    }

    private void listen() {
        try {
            await(Future.all(azureDevOps.listen(), keyVault.listen(), identity.listen(), authority.listen()));
        } catch (IllegalStateException e) {
            close();
            throw e;
        }
    }

    private HttpServerOptions options(int port) {
        return new HttpServerOptions()
                .setHost(config.addresses().host())
                .setPort(port)
                .setHttp2ClearTextEnabled(false);
    }

    private static HttpServerOptions encrypted(HttpServerOptions options, SelfSignedCertificate certificate) {
        return options.setSsl(true)
                .setKeyCertOptions(new PfxOptions()
                        .setValue(Buffer.buffer(certificate.keyStore()))
                        .setPassword(certificate.password().reveal()));
    }

    private void deleteFolder() {
        try {
            Files.deleteIfExists(pem);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the certificate cannot be removed.", e);
        }
    }

    private static void await(Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    "The simulator cannot start or stop: " + e.getCause().getMessage(), e);
        }
    }
}
