package dev.patrol.local.page;

import dev.patrol.local.mail.ReceivedMail;
import dev.patrol.local.run.CurrentStack;
import dev.patrol.local.run.StackDescription;
import dev.patrol.simulator.inspection.SecretFact;
import dev.patrol.simulator.inspection.TokenFact;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The same as the page shows, as JSON. Values of tokens are in none of it. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public class ApiResource {
    private final Shown shown;
    private final CurrentStack current;

    ApiResource(Shown shown, CurrentStack current) {
        this.shown = shown;
        this.current = current;
    }

    @GET
    @Path("/stack")
    public StackDescription describe() {
        return shown.wholeStack().describe(current.page());
    }

    @GET
    @Path("/tokens")
    public List<TokenFact> tokens() {
        return shown.azure().tokens();
    }

    @GET
    @Path("/secrets")
    public List<SecretFact> secrets() {
        return shown.azure().secrets();
    }

    @GET
    @Path("/mails")
    public List<ReceivedMail> mails() {
        return shown.wholeStack().inbox().mails();
    }
}
