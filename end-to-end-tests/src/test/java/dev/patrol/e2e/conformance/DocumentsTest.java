package dev.patrol.e2e.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** That the check against the documents would find what it is there to find. */
@EnabledIf(value = "dev.patrol.e2e.conformance.Documents#arePresent", disabledReason = Documents.ABSENCE)
class DocumentsTest {
    private static final String SECRET = "a-value-that-no-report-may-show";
    private static final String PATS = "/fabrikam/_apis/tokens/pats";
    private static final String VERSION = "api-version=7.1-preview.1";
    private static final String REQUEST = "{\"displayName\": \"x\", \"validTo\": \"2026-12-01T23:46:23.319Z\"}";
    private static final String CREATED =
            "{\"patToken\": {\"token\": \"" + SECRET + "\"}, \"patTokenError\": \"none\"}";
    private static final String EMPTY = "{\"continuationToken\": \"\", \"patTokens\": []}";
    private static final String LIST_OF_USERS = "{\"count\": 1, \"value\": [%s]}";

    private static Documents documents;

    @BeforeAll
    static void read() {
        documents = Documents.ofVersion("7.1");
    }

    static Stream<Arguments> exchanges() {
        return Stream.of(
                arguments("GET", PATS + "?" + VERSION, "", EMPTY, Set.of()),
                arguments("POST", PATS + "?" + VERSION, REQUEST, CREATED, Set.of()),
                arguments("GET", PATS, "", EMPTY, Set.of("request.parameter.query.missing api-version")),
                arguments(
                        "GET",
                        PATS + "?api-version=7.1",
                        "",
                        EMPTY,
                        Set.of("request.parameter.schema.enum api-version")),
                arguments(
                        "GET",
                        PATS + "?displayFilterOption=" + SECRET + "&" + VERSION,
                        "",
                        EMPTY,
                        Set.of("request.parameter.schema.enum displayFilterOption")),
                arguments(
                        "GET",
                        PATS + "?$top=many&" + VERSION,
                        "",
                        EMPTY,
                        Set.of("request.parameter.schema.type $top string")),
                arguments(
                        "GET", PATS + "?top=7&" + VERSION, "", EMPTY, Set.of("request.parameter.query.unexpected top")),
                arguments(
                        "GET",
                        PATS + "?authorizationId=" + SECRET + "&" + VERSION,
                        "",
                        "{}",
                        Set.of("request.parameter.schema.format.uuid authorizationId")),
                arguments(
                        "POST",
                        PATS + "?" + VERSION,
                        "{\"displayName\": 7}",
                        CREATED,
                        Set.of("request.body.schema.type /displayName integer")),
                arguments(
                        "POST",
                        PATS + "?" + VERSION,
                        "{\"name\": \"" + SECRET + "\"}",
                        CREATED,
                        Set.of("request.body.schema.additionalProperties name")),
                arguments("POST", PATS + "?" + VERSION, "", CREATED, Set.of("request.body.missing")),
                arguments(
                        "POST",
                        PATS + "?" + VERSION,
                        REQUEST,
                        "{\"patToken\": {\"token\": [\"" + SECRET + "\"]}}",
                        Set.of("response.body.schema.type 200 /patToken/token array")),
                arguments(
                        "POST",
                        PATS + "?" + VERSION,
                        REQUEST,
                        "{\"patTokenError\": \"" + SECRET + "\"}",
                        Set.of("response.body.schema.enum 200 /patTokenError")),
                arguments(
                        "POST",
                        PATS + "?" + VERSION,
                        REQUEST,
                        "{\"patToken\": {\"validTo\": \"" + SECRET + "\"}}",
                        Set.of("response.body.schema.format.date-time 200 /patToken/validTo")),
                arguments(
                        "GET",
                        PATS + "?" + VERSION,
                        "",
                        "{\"patTokens\": [{\"password\": \"" + SECRET + "\"}]}",
                        Set.of("response.body.schema.additionalProperties 200 /patTokens/* password")),
                arguments(
                        "GET",
                        "/fabrikam/_apis/graph/users?" + VERSION,
                        "",
                        LIST_OF_USERS.formatted(
                                "{\"descriptor\": \"aad.x\", \"principalName\": \"ada\", \"metaType\": \"member\"}"),
                        Set.of("response.body.wrapped 200")),
                arguments(
                        "GET",
                        "/fabrikam/_apis/graph/users?" + VERSION,
                        "",
                        LIST_OF_USERS.formatted("{\"descriptor\": 7, \"shoeSize\": 43}"),
                        Set.of(
                                "response.body.wrapped 200",
                                "response.body.schema.type 200 /*/descriptor integer",
                                "response.body.schema.additionalProperties 200 /* shoeSize")));
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void everyDeviationIsFoundAndNoValueIsToldWithIt(
            String method, String address, String sent, String answered, Set<String> expected) {
        // Given
        Exchange exchange = exchange(method, address, sent, answered);

        // When
        Set<Deviation> deviations =
                documents.operationOf(exchange).orElseThrow().deviationsOf(exchange);

        // Then
        assertThat(deviations).extracting(Deviation::what).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(deviations.toString() + exchange).doesNotContain(SECRET);
    }

    static Stream<Arguments> operations() {
        return Stream.of(
                arguments("GET", PATS + "?$top=7", "Pats_List"),
                arguments("GET", PATS + "?authorizationId=x", "Pats_Get"),
                arguments("DELETE", PATS, "Pats_Revoke"),
                arguments(
                        "GET", "/fabrikam/_apis/tokenadmin/personalaccesstokens/aad.x", "Personal Access Tokens_List"),
                arguments("GET", "/fabrikam/_apis/audit/auditlog", "Audit Log_Query"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationIsKnownByItsPathMethodAndQuery(String method, String address, String name) {
        // When
        var operation = documents.operationOf(exchange(method, address, "", "{}"));

        // Then
        assertThat(operation).map(Document.Operation::name).contains(name);
    }

    @Test
    void whatNoDocumentHasIsNoOperation() {
        // When
        var operation = documents.operationOf(exchange("GET", "/fabrikam/_apis/connectionData", "", "{}"));

        // Then
        assertThat(operation).isEmpty();
    }

    private static Exchange exchange(String method, String address, String sent, String answered) {
        String[] parts = address.split("\\?", 2);
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String parameter : parts.length < 2 ? new String[0] : parts[1].split("&")) {
            query.put(parameter.split("=")[0], List.of(parameter.split("=")[1]));
        }
        Map<String, List<String>> headers = Map.of("Content-Type", List.of("application/json"));
        return new Exchange(
                method,
                parts[0],
                query,
                Map.of(
                        "Authorization", List.of("Basic " + SECRET),
                        "Accept", List.of("application/json"),
                        "Content-Type", List.of("application/json")),
                sent.getBytes(UTF_8),
                200,
                headers,
                answered.getBytes(UTF_8));
    }
}
