package dev.patrol.local.page;

import dev.patrol.local.mail.ReceivedMail;
import dev.patrol.local.run.CurrentStack;
import dev.patrol.local.run.Stack;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What a browser shows of the stack. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class PageResource {
    /** A mail's HTML may show itself, and do nothing: no scripts, no forms, nothing from elsewhere. */
    private static final String HARMLESS = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

    private final CurrentStack current;

    PageResource(CurrentStack current) {
        this.current = current;
    }

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance overview(
                String now,
                List<ServiceRow> services,
                List<TokenRow> tokens,
                List<SecretRow> secrets,
                List<MailRow> mails);

        static native TemplateInstance mail(ReceivedMail mail, MailRow row);
    }

    @GET
    public TemplateInstance overview() {
        Stack stack = stack();
        Instant now = Clock.systemUTC().instant();
        return Templates.overview(
                Times.second(now),
                ServiceRow.of(stack.services()),
                TokenRow.of(stack.azure().control().tokens(), now),
                SecretRow.of(stack.azure().control().secrets()),
                MailRow.of(stack.inbox().mails()));
    }

    @GET
    @Path("mails/{number}")
    public TemplateInstance mail(@PathParam("number") int number) {
        ReceivedMail mail = read(number);
        return Templates.mail(mail, MailRow.of(mail));
    }

    @GET
    @Path("mails/{number}/html")
    public Response mailBody(@PathParam("number") int number) {
        return Response.ok(read(number).html())
                .header("Content-Security-Policy", HARMLESS)
                .build();
    }

    private ReceivedMail read(int number) {
        return stack().inbox().mail(number).orElseThrow(NotFoundException::new);
    }

    private Stack stack() {
        return current.get().orElseThrow(ServiceUnavailableException::new);
    }
}
