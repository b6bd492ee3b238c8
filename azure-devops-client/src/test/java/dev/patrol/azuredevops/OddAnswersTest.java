package dev.patrol.azuredevops;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static dev.patrol.azuredevops.Bench.ID;
import static dev.patrol.azuredevops.Bench.ORGANIZATION;
import static dev.patrol.azuredevops.Bench.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers may have or lack without being wrong. */
class OddAnswersTest {
    private static final AuditQuery QUERY = AuditQuery.between(Instant.EPOCH, Instant.EPOCH, 200);
    private static final Instant WANTED = Instant.parse("2027-06-01T00:00:00Z");

    @RegisterExtension
    static final WireMockExtension SERVER = Bench.server();

    private final AzureDevOpsClient client = Bench.clientOf(SERVER);

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"continuationToken\": null", ", \"continuationToken\": \"\""})
    void aUsersTokensEndWhereNoPageFollows(String end) {
        // Given
        answersAre("{\"value\": [" + Bench.token(ID) + "]" + end + "}");
        List<UserToken> visited = new ArrayList<>();

        // When
        client.tokenAdministration().forEachToken(ORGANIZATION, "aad.x", 20, visited::add);

        // Then
        assertThat(visited).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"continuationToken\": null", ", \"continuationToken\": \"\""})
    void anAuditPageMayHaveNoContinuationToken(String end) {
        // Given
        answersAre("{\"decoratedAuditLogEntries\": [], \"hasMore\": false" + end + "}");

        // When
        AuditPage page = client.auditLog(ORGANIZATION, QUERY);

        // Then
        assertThat(page).isEqualTo(new AuditPage(List.of(), Optional.empty(), false));
    }

    @Test
    void anEmptyHeaderEndsTheUsers() {
        // Given
        SERVER.stubFor(any(anyUrl())
                .willReturn(json("{\"count\": 1, \"value\": [{\"descriptor\": \"aad.x\"}]}")
                        .withHeader("X-MS-ContinuationToken", "")));
        List<GraphUser> visited = new ArrayList<>();

        // When
        client.directoryOfUsers().forEachUser(ORGANIZATION, List.of(), visited::add);

        // Then
        assertThat(visited).extracting(GraphUser::descriptor).containsExactly("aad.x");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "'\"167.220.148.131\"', 167.220.148.131",
                "'\"2001:db8::7\"', 2001:db8::7",
                "'\"fe80::1%eth0\"', fe80::1%eth0",
                "'\"\"', ''",
                "null, none"
            })
    void anAddressIsOfAnyKindOrNone(String json, String address) {
        // Given
        answersAre("{\"decoratedAuditLogEntries\": [{\"id\": \"1\", \"ipAddress\": " + json + "}]}");

        // When
        AuditPage page = client.auditLog(ORGANIZATION, QUERY);

        // Then
        assertThat(page.entries()).extracting(AuditLogEntry::ipAddress).containsExactly(address);
    }

    @Test
    void valuesAndFieldsThatNobodyKnowsDoNotHinder() {
        // Given
        answersAre("""
                {"decoratedAuditLogEntries": [{"id": "1", "category": "transmute", "scopeType": "galaxy", "mood": {"a": [1]},
                  "authenticationMechanism": "Telepathy authorizationId: 3d3aca0c"}], "hasMore": false, "weather": "fair"}""");

        // When
        AuditPage page = client.auditLog(ORGANIZATION, QUERY);

        // Then
        assertThat(page.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.category()).isEqualTo("transmute");
            assertThat(entry.scopeType()).isEqualTo("galaxy");
            assertThat(MechanismReference.parse(entry.authenticationMechanism()))
                    .isEqualTo(new MechanismReference("Telepathy", Optional.of("3d3aca0c")));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-01T23:46:23.32Z", "2027-05-31T23:59:59.9966667Z"})
    void aValidityThatWasShortenedOrRoundedIsReadBack(String validTo) {
        // Given
        answersAre("{\"patTokenError\": \"none\", \"patToken\": "
                + Bench.token(ID)
                        .replace("2026-12-01T23:46:23.32Z", validTo)
                        .replace("\"token\": null", "\"token\": \"value\"")
                + "}");
        TokenRequest request = new TokenRequest("deploy", List.of("vso.code"), WANTED, false);

        // When
        IssuedToken issued = client.createToken(ORGANIZATION, request);

        // Then
        assertThat(issued.token().validTo()).isEqualTo(Instant.parse(validTo)).isBefore(WANTED);
        assertThat(client.updateToken(ORGANIZATION, ID, request).validTo()).isEqualTo(Instant.parse(validTo));
    }

    private static void answersAre(String body) {
        SERVER.stubFor(any(anyUrl()).willReturn(json(body)));
    }
}
