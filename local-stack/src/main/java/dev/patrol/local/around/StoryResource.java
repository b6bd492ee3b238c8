package dev.patrol.local.around;

import dev.patrol.local.demo.Story;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** How the story of services that run elsewhere goes. */
@Path("/api/story")
public class StoryResource {
    /** @param unmet what is not as it should be at the end, a line for each token */
    public record State(boolean ended, String progress, List<String> unmet) {}

    private final CurrentSurroundings current;

    StoryResource(CurrentSurroundings current) {
        this.current = current;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public State state() {
        List<String> unmet = surroundings().unmet();
        return new State(unmet.isEmpty(), surroundings().story(Story::progress), unmet);
    }

    /** A table with a line for each token. */
    @GET
    @Path("table")
    @Produces(MediaType.TEXT_PLAIN)
    public String table() {
        return surroundings().story(Story::soFar);
    }

    private Surroundings surroundings() {
        return current.get().orElseThrow(ServiceUnavailableException::new);
    }
}
