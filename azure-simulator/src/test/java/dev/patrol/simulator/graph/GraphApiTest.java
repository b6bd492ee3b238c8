package dev.patrol.simulator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.RestCaller;
import dev.patrol.simulator.RestCaller.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GraphApiTest {

    private static final String USERS = "/fabrikam/_apis/graph/users?api-version=7.1-preview.1";

    private AzureSimulator simulator;
    private RestCaller administrator;

    @BeforeEach
    void start() {
        simulator = AzureSimulator.start();
        administrator = RestCaller.administrator(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void pagesByTheHeaderThatIsMissingOnTheLastPage() {
        // Given
        simulator.control().changePolicies(Map.of("graphPageSize", 10));
        simulator
                .control()
                .addUsers(IntStream.range(0, 24)
                        .mapToObj(n -> "u" + n + "@fabrikam.example")
                        .toList());

        // When
        List<String> names = new ArrayList<>();
        String query = "&subjectTypes=aad,msa";
        String next;
        do {
            Reply page = administrator.get(USERS + query);
            page.json()
                    .path("value")
                    .forEach(user -> names.add(user.path("principalName").asText()));
            next = page.header("X-MS-ContinuationToken");
            query = "&subjectTypes=aad,msa&continuationToken="
                    + (next == null ? "" : URLEncoder.encode(next, StandardCharsets.UTF_8));
        } while (next != null);

        // Then
        assertThat(names).hasSize(25).doesNotHaveDuplicates().contains(simulator.serviceUser());
    }

    @Test
    void hasServicesAmongTheUsersUnlessTheyAreLeftOut() {
        // When
        JsonNode everybody = administrator.get(USERS).json().path("value");

        // Then
        assertThat(everybody).extracting(user -> user.path("origin").asText()).containsExactly("vsts", "aad");
        assertThat(administrator.get(USERS + "&subjectTypes=aad,msa").json().path("value"))
                .extracting(user -> user.path("origin").asText())
                .containsExactly("aad");
    }

    @Test
    void givesTheDescriptorByWhichTokensAreListed() {
        // Given
        JsonNode user = administrator
                .get(USERS + "&subjectTypes=aad")
                .json()
                .path("value")
                .get(0);

        // When
        Reply tokens = administrator.get("/fabrikam/_apis/tokenadmin/personalaccesstokens/"
                + user.path("descriptor").asText());

        // Then
        assertThat(tokens.status()).isEqualTo(200);
    }
}
