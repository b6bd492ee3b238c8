package dev.patrol.local.page;

import dev.patrol.local.demo.Story;
import dev.patrol.local.mail.ReceivedMail;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What a browser shows of the stack, or of the surroundings of services that run elsewhere. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class PageResource {
    /** A mail's HTML may show itself, and do nothing: no scripts, no forms, nothing from elsewhere. */
    private static final String HARMLESS = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

    private final Shown shown;

    PageResource(Shown shown) {
        this.shown = shown;
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

        static native TemplateInstance around(
                String now,
                String progress,
                String story,
                List<String> deadLetters,
                List<TokenRow> tokens,
                List<SecretRow> secrets);

        static native TemplateInstance mail(ReceivedMail mail, MailRow row);
    }

    @GET
    public TemplateInstance overview() {
        Instant now = Clock.systemUTC().instant();
        String time = Times.second(now);
        List<TokenRow> tokens = TokenRow.of(shown.azure().tokens(), now);
        List<SecretRow> secrets = SecretRow.of(shown.azure().secrets());
        return shown.stack()
                .map(stack -> Templates.overview(
                        time,
                        ServiceRow.of(stack.services()),
                        tokens,
                        secrets,
                        MailRow.of(stack.inbox().mails())))
                .orElseGet(() -> Templates.around(
                        time,
                        shown.surroundings().story(Story::progress),
                        shown.surroundings().story(Story::soFar),
                        shown.surroundings().story(Story::deadLetters),
                        tokens,
                        secrets));
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
        return shown.wholeStack().inbox().mail(number).orElseThrow(NotFoundException::new);
    }
}
