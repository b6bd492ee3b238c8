package dev.patrol.scanner.health;

import dev.patrol.azure.AzureDevOpsSettings;
import dev.patrol.scanner.scan.ScanRequests;
import dev.patrol.scanner.scan.ScanSettings;
import dev.patrol.scanner.scan.Scanner;
import dev.patrol.service.http.Guarded;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.logging.Logger;

/** The addresses that people know from the script that Patrol replaces. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class ScannerResource {
    private static final Logger LOG = Logger.getLogger(ScannerResource.class);

    private final Scanner scanner;
    private final ScanRequests requests;
    private final Health.Config config;

    ScannerResource(Scanner scanner, ScanRequests requests, AzureDevOpsSettings azure, ScanSettings settings) {
        this.scanner = scanner;
        this.requests = requests;
        this.config = new Health.Config(
                String.join(",", azure.organizations()), settings.thresholdDays(), settings.validDays());
    }

    /** Answers while the process is alive; the status says whether the last scan went well. */
    @GET
    @Path("health")
    public Health health() {
        return Health.of(scanner.lastRun(), config);
    }

    /** Asks for a scan, which leads to the rotation of what is due; the answer does not wait for either. */
    @POST
    @Path("rotate")
    @Guarded
    @Blocking
    public Response rotate() {
        try {
            String id = requests.ask("Asked for over HTTP.", "POST /rotate");
            return Response.accepted(new Accepted(id)).build();
        } catch (RuntimeException e) {
            LOG.error("A scan that was asked for over HTTP could not be put on its topic", e);
            return Response.status(Status.SERVICE_UNAVAILABLE)
                    .entity(new Refused("Kafka does not take the command. Look at /q/health and try again."))
                    .build();
        }
    }

    /** @param commandId the {@code ce_id} of the command, which its effects name as their cause */
    public record Accepted(String commandId) {}

    /** @param reason a sentence for people */
    public record Refused(String reason) {}
}
