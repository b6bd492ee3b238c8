package dev.patrol.azuredevops;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.patrol.azuredevops.Bench.ORGANIZATION;
import static dev.patrol.azuredevops.Bench.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.patrol.azuredevops.AzureDevOpsException.UnexpectedAnswer;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {
    private static final String LOG = "/fabrikam/_apis/audit/auditlog";
    private static final String ACTIONS = "/fabrikam/_apis/audit/actions";
    private static final AuditQuery DAY = AuditQuery.between(
            Instant.parse("2026-11-22T00:00:00.1234567Z"), Instant.parse("2026-11-23T00:00:00Z"), 200);
    private static final String ENTRY = """
            {"id": "2518505060978539161;x;y", "ipAddress": null, "actionId": "Token.PatCreateEvent", "aNewField": [],
             "timestamp": "2026-11-22T14:05:02.1460838+00:00", "data": {"DisplayName": null, "Scopes": ["vso.code", null]}}""";

    @RegisterExtension
    static final WireMockExtension SERVER = Bench.server();

    private final AzureDevOpsClient client = Bench.clientOf(SERVER);

    static Stream<Arguments> shapes() {
        String result =
                "{\"decoratedAuditLogEntries\": [" + ENTRY + "], \"continuationToken\": \"on\", \"hasMore\": true}";
        return Stream.of(arguments(result), arguments("{\"value\": " + result + "}"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void readsAPageInBothItsShapes(String body) {
        // Given
        SERVER.stubFor(get(urlPathEqualTo(LOG)).willReturn(json(body)));

        // When
        AuditPage page = client.auditLog(ORGANIZATION, DAY);

        // Then
        assertThat(page.hasMore()).isTrue();
        assertThat(page.continuationToken()).contains("on");
        AuditLogEntry entry = page.entries().get(0);
        assertThat(entry.ipAddress()).isNull();
        assertThat(entry.timestamp()).isEqualTo(OffsetDateTime.parse("2026-11-22T14:05:02.1460838Z"));
        assertThat(entry.data()).containsEntry("DisplayName", null);
        assertThat(entry.data().get("Scopes"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly("vso.code", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"data\": null"})
    void anEntryWithoutDataHasNone(String data) {
        // Given
        SERVER.stubFor(get(urlPathEqualTo(LOG))
                .willReturn(json("{\"decoratedAuditLogEntries\": [{\"id\": \"1;x;y\"" + data + "}]}")));

        // When
        AuditPage page = client.auditLog(ORGANIZATION, DAY);

        // Then
        assertThat(page.entries())
                .extracting(AuditLogEntry::data)
                .singleElement()
                .isEqualTo(Map.of());
        assertThat(page.hasMore()).isFalse();
    }

    @Test
    void theLastPageMayKeepItsContinuationToken() {
        // Given
        SERVER.stubFor(get(urlPathEqualTo(LOG))
                .willReturn(
                        json("{\"decoratedAuditLogEntries\": [], \"continuationToken\": \"on\", \"hasMore\": false}")));

        // When
        AuditPage page = client.auditLog(ORGANIZATION, DAY);

        // Then
        assertThat(page).isEqualTo(new AuditPage(List.of(), Optional.of("on"), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    void anEmptyContinuationTokenIsNone(String token) {
        // Given
        SERVER.stubFor(get(urlPathEqualTo(LOG))
                .willReturn(json("{\"decoratedAuditLogEntries\": null, \"continuationToken\": " + token + "}")));

        // When
        AuditPage page = client.auditLog(ORGANIZATION, DAY);

        // Then
        assertThat(page).isEqualTo(new AuditPage(List.of(), Optional.empty(), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"value\": null}",
                "{\"value\": []}",
                "{\"message\": \"something else\"}",
                "{\"decoratedAuditLogEntries\": {}}",
                "{\"decoratedAuditLogEntries\": [null]}"
            })
    void neverTakesAnotherAnswerForAnEmptyLog(String body) {
        // Given
        SERVER.stubFor(get(urlPathEqualTo(LOG)).willReturn(json(body)));

        // When
        Throwable failure = catchThrowable(() -> client.auditLog(ORGANIZATION, DAY));

        // Then
        assertThat(failure).isInstanceOf(UnexpectedAnswer.class);
    }

    @Test
    void asksTheAuditHostForThePartAndThePage() {
        // Given
        SERVER.stubFor(get(urlPathEqualTo(LOG)).willReturn(json("{\"decoratedAuditLogEntries\": []}")));
        Endpoints endpoints = new Endpoints(URI.create("http://nowhere.invalid"), URI.create(SERVER.baseUrl() + "/"));

        // When
        new AzureDevOpsClient(endpoints, Credential.pat(Bench.ADMIN), ClientSettings.DEFAULT)
                .auditLog(ORGANIZATION, DAY.after("25185;x+y/=="));

        // Then
        SERVER.verify(
                1,
                getRequestedFor(urlPathEqualTo(LOG))
                        .withQueryParam("startTime", equalTo("2026-11-22T00:00:00.123456700Z"))
                        .withQueryParam("endTime", equalTo("2026-11-23T00:00:00Z"))
                        .withQueryParam("batchSize", equalTo("200"))
                        .withQueryParam("skipAggregation", equalTo("true"))
                        .withQueryParam("continuationToken", equalTo("25185;x+y/=="))
                        .withQueryParam("api-version", equalTo("7.1-preview.1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "{\"count\": 1, \"value\": %s}"})
    void listsTheActionsOfAnArea(String shape) {
        // Given
        String actions =
                "[{\"area\": \"Token\", \"category\": \"create\", \"actionId\": \"Token.PatCreateEvent\", \"new\": 1}]";
        SERVER.stubFor(get(urlPathEqualTo(ACTIONS))
                .withQueryParam("areaName", equalTo("Token"))
                .withQueryParam("api-version", equalTo("7.1-preview.1"))
                .willReturn(json(shape.formatted(actions))));

        // When
        List<AuditAction> listed = client.auditActions(ORGANIZATION, Optional.of("Token"));

        // Then
        assertThat(listed).containsExactly(new AuditAction("Token", "create", "Token.PatCreateEvent"));
    }

    @Test
    void listsTheActionsOfEveryArea() {
        // Given
        SERVER.stubFor(get(urlPathEqualTo(ACTIONS))
                .withQueryParam("areaName", absent())
                .willReturn(json("[]")));

        // When
        List<AuditAction> listed = client.auditActions(ORGANIZATION, Optional.empty());

        // Then
        assertThat(listed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"value\": {}}", "\"none\"", "[null]", "[1]"})
    void actionsThatAreNoListAreUnexpected(String body) {
        // Given
        SERVER.stubFor(get(urlPathEqualTo(ACTIONS)).willReturn(json(body)));

        // When
        Throwable failure = catchThrowable(() -> client.auditActions(ORGANIZATION, Optional.empty()));

        // Then
        assertThat(failure).isInstanceOf(UnexpectedAnswer.class);
    }
}
