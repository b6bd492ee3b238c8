package dev.patrol.audit.report;

import dev.patrol.azure.Organizations;
import dev.patrol.model.AuditReport;
import dev.patrol.model.wire.Envelope;
import dev.patrol.service.http.Guarded;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reports on demand. */
@Path("/report")
@Produces(MediaType.APPLICATION_JSON)
public class ReportResource {
    private static final Logger LOG = Logger.getLogger(ReportResource.class);

    private final Reports reports;
    private final Organizations organizations;
    private final Clock clock;

    ReportResource(Reports reports, Organizations organizations, Clock clock) {
        this.reports = reports;
        this.organizations = organizations;
        this.clock = clock;
    }

    /**
     * Makes and publishes the report of the seven days up to a time; answers when the broker has it.
     *
     * @param organization of this one; without it, of each that is looked after
     * @param to in UTC, cut to the minute; without it, now
     */
    @POST
    @Guarded
    @Blocking
    public Response report(@QueryParam("organization") String organization, @QueryParam("to") String to) {
        try {
            ReportRequest request = ReportRequest.of(
                    Optional.ofNullable(organization), Optional.ofNullable(to), organizations.names(), clock.instant());
            List<Envelope<AuditReport>> made =
                    reports.publishMissing(request.week(), request.organizations(), seen -> true);
            return Response.ok(Answer.of(request, made)).build();
        } catch (ReportRequest.Refused refused) {
            return refusal(Status.BAD_REQUEST, refused.getMessage());
        } catch (ReportUnderWay busy) {
            return refusal(Status.SERVICE_UNAVAILABLE, "Another report is being made. Ask again in a minute.");
        } catch (RuntimeException e) {
            LOG.error("A report that was asked for over HTTP could not be made", e);
            return refusal(
                    Status.SERVICE_UNAVAILABLE,
                    "Kafka could not be read, or did not take the report. Look at /q/health and try again.");
        }
    }

    private static Response refusal(Status status, String reason) {
        return Response.status(status).entity(new Refused(reason)).build();
    }

    /**
     * @param published the reports that are on the topic now
     * @param alreadyThere organizations whose report of exactly these days was there before
     */
    public record Answer(Instant from, Instant to, List<Published> published, List<String> alreadyThere) {
        static Answer of(ReportRequest request, List<Envelope<AuditReport>> made) {
            List<Published> published = made.stream().map(Published::of).toList();
            List<String> alreadyThere = request.organizations().stream()
                    .filter(organization -> published.stream()
                            .noneMatch(report -> report.organization().equals(organization)))
                    .toList();
            return new Answer(request.week().from(), request.week().to(), published, alreadyThere);
        }
    }

    /**
     * @param eventId the {@code ce_id} of the report
     * @param totals what is in it
     */
    public record Published(String organization, String eventId, AuditReport.Totals totals) {
        static Published of(Envelope<AuditReport> envelope) {
            return new Published(
                    envelope.payload().organization(),
                    envelope.id(),
                    envelope.payload().totals());
        }
    }

    /** @param reason a sentence for people */
    public record Refused(String reason) {}
}
