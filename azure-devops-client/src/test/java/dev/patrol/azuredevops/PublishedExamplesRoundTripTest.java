package dev.patrol.azuredevops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patrol.azuredevops.WireFormats.AuditLogQueryResult;
import dev.patrol.azuredevops.WireFormats.PagedPatTokens;
import dev.patrol.azuredevops.WireFormats.PagedSessionTokens;
import dev.patrol.azuredevops.WireFormats.PatTokenCreateRequest;
import dev.patrol.azuredevops.WireFormats.PatTokenResult;
import dev.patrol.azuredevops.WireFormats.PatTokenUpdateRequest;
import dev.patrol.azuredevops.WireFormats.TokenAdminRevocation;
import dev.patrol.azuredevops.WireFormats.TokenAdminRevocationRule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Microsoft's examples are read into the client's types and written again, and nothing is lost that a type has room for. */
class PublishedExamplesRoundTripTest {
    private static final String ANSWER = "/responses/200/body";
    private static final String REQUEST = "/parameters/body";

    private final ObjectMapper mapper = WireFormats.mapper();

    /** Document and example, where in it, type, and the fields that the type leaves out since Patrol has no use for them. */
    static Stream<Arguments> examples() {
        return Stream.of("7.1", "7.2")
                .flatMap(version -> Stream.of(
                        example("tokens/%s/httpExamples/Pats/ListPats.json", version, ANSWER, PagedPatTokens.class),
                        example("tokens/%s/httpExamples/Pats/GetPat.json", version, ANSWER, PatTokenResult.class),
                        example("tokens/%s/httpExamples/Pats/CreatePat.json", version, ANSWER, PatTokenResult.class),
                        example("tokens/%s/httpExamples/Pats/UpdatePat.json", version, ANSWER, PatTokenResult.class),
                        example(
                                "tokens/%s/httpExamples/Pats/CreatePat.json",
                                version, REQUEST, PatTokenCreateRequest.class),
                        example(
                                "tokens/%s/httpExamples/Pats/UpdatePat.json",
                                version, REQUEST, PatTokenUpdateRequest.class),
                        example(
                                "tokenAdmin/%s/httpExamples/personalAccessTokens/GetPersonalAccessTokensForAUserInYourOrganization.json",
                                version,
                                ANSWER,
                                PagedSessionTokens.class,
                                "accessId",
                                "alternateToken",
                                "clientId",
                                "hostAuthorizationId",
                                "isPublic",
                                "publicData",
                                "source",
                                "token"),
                        example(
                                "tokenAdmin/%s/httpExamples/revocations/RevokeAuthorizations.json",
                                version, REQUEST, TokenAdminRevocation[].class),
                        example(
                                "tokenAdmin/%s/httpExamples/revocationRules/RevokeSelfDescribingSessionTokensForATimeAndScope.json",
                                version, REQUEST, TokenAdminRevocationRule.class),
                        example(
                                "audit/%s/httpExamples/auditLog/GET__AuditLog_QueryLog_by_date.json",
                                version, ANSWER + "/value", AuditLogQueryResult.class),
                        example(
                                "audit/%s/httpExamples/actions/GET__AuditLog_GetActions_by_areaName.json",
                                version, ANSWER + "/value", AuditAction[].class),
                        example(
                                "graph/%s/httpExamples/Users/GetAllUsers.json",
                                version, ANSWER + "/value", GraphUser[].class, "href", "url"),
                        example(
                                "graph/%s/httpExamples/Users/GetUserAAD.json",
                                version, ANSWER, GraphUser.class, "href", "url")));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void nothingIsLostBothWays(String document, String place, Class<?> type, Set<String> leftOut) throws IOException {
        // Given
        JsonNode example = Specifications.read(document).at(place);

        // When
        JsonNode again = mapper.valueToTree(mapper.treeToValue(example, type));

        // Then
        Map<String, String> kept = leaves(again);
        Map<String, String> published = leaves(example);
        Set<String> lost = new TreeSet<>();
        published.forEach((pointer, value) -> {
            if (!kept.containsKey(pointer)) {
                lost.add(pointer.substring(pointer.lastIndexOf('/') + 1));
            }
        });
        assertThat(published).isNotEmpty();
        assertThat(lost).isEqualTo(leftOut);
        published.keySet().retainAll(kept.keySet());
        assertThat(kept).containsAllEntriesOf(published);
    }

    private static Arguments example(String document, String version, String place, Class<?> type, String... leftOut) {
        return arguments(document.formatted(version), place, type, new TreeSet<>(Set.of(leftOut)));
    }

    /** Every value by its pointer. Times are moments: they may be written in another way. */
    private static Map<String, String> leaves(JsonNode json) {
        Map<String, String> found = new TreeMap<>();
        collect("", json, found);
        return found;
    }

    private static void collect(String pointer, JsonNode node, Map<String, String> found) {
        if (node.isObject()) {
            node.properties().forEach(field -> collect(pointer + "/" + field.getKey(), field.getValue(), found));
        } else if (node.isArray()) {
            for (int index = 0; index < node.size(); index++) {
                collect(pointer + "/" + index, node.get(index), found);
            }
        } else {
            found.put(pointer, node.isTextual() ? moment(node.asText()) : node.toString());
        }
    }

    private static String moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toString();
        } catch (DateTimeException noTime) {
            return text;
        }
    }
}
