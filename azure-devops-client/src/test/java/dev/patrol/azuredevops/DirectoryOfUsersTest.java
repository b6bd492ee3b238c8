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

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.patrol.azuredevops.AzureDevOpsException.UnexpectedAnswer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryOfUsersTest {
    private static final String USERS = "/fabrikam/_apis/graph/users";

    @RegisterExtension
    static final WireMockExtension SERVER = Bench.server();

    private final DirectoryOfUsers directory = Bench.clientOf(SERVER).directoryOfUsers();
    private final List<GraphUser> visited = new ArrayList<>();

    @Test
    void followsTheHeaderToTheEndAndTellsEachUserOnce() {
        // Given
        SERVER.stubFor(get(urlPathEqualTo(USERS))
                .withQueryParam("continuationToken", absent())
                .willReturn(page("aad.a", "aad.b").withHeader("X-MS-ContinuationToken", "a+b/c==")));
        SERVER.stubFor(get(urlPathEqualTo(USERS))
                .withQueryParam("continuationToken", equalTo("a+b/c=="))
                .willReturn(page("aad.b", "aad.c")));

        // When
        directory.forEachUser(ORGANIZATION, List.of("aad", "msa"), visited::add);

        // Then
        assertThat(visited).extracting(GraphUser::descriptor).containsExactly("aad.a", "aad.b", "aad.c");
        SERVER.verify(
                2,
                getRequestedFor(urlPathEqualTo(USERS))
                        .withQueryParam("subjectTypes", equalTo("aad,msa"))
                        .withQueryParam("api-version", equalTo("7.1-preview.1")));
    }

    @Test
    void anEmptyPageIsNotTheEndWhereTheHeaderSaysSo() {
        // Given
        SERVER.stubFor(get(urlPathEqualTo(USERS))
                .withQueryParam("continuationToken", absent())
                .willReturn(page().withHeader("X-MS-ContinuationToken", "on")));
        SERVER.stubFor(get(urlPathEqualTo(USERS))
                .withQueryParam("continuationToken", equalTo("on"))
                .willReturn(page("aad.a")));

        // When
        directory.forEachUser(ORGANIZATION, List.of(), visited::add);

        // Then
        assertThat(visited).extracting(GraphUser::descriptor).containsExactly("aad.a");
        SERVER.verify(2, getRequestedFor(urlPathEqualTo(USERS)).withQueryParam("subjectTypes", absent()));
    }

    @Test
    void refusesAListThatGoesRoundInACircle() {
        // Given
        SERVER.stubFor(
                get(urlPathEqualTo(USERS)).willReturn(page("aad.a").withHeader("X-MS-ContinuationToken", "again")));

        // When
        Throwable failure = catchThrowable(() -> directory.forEachUser(ORGANIZATION, List.of(), visited::add));

        // Then
        assertThat(failure).isInstanceOf(UnexpectedAnswer.class).hasMessageContaining("circle");
    }

    @Test
    @Timeout(60)
    void refusesAListThatBringsTheSamePageForEver() {
        // Given
        SERVER.stubFor(get(urlPathEqualTo(USERS))
                .willReturn(page("aad.a")
                        .withHeader("X-MS-ContinuationToken", Bench.NEVER_THE_SAME)
                        .withTransformers("response-template")));

        // When
        Throwable failure = catchThrowable(() -> directory.forEachUser(ORGANIZATION, List.of(), visited::add));

        // Then
        assertThat(failure).isInstanceOf(UnexpectedAnswer.class).hasMessageContaining("does not end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"value\": null}", "{\"value\": [null]}", "{\"value\": [{\"displayName\": \"x\"}]}"})
    void neverTakesAnotherAnswerForAListOfUsers(String body) {
        // Given
        SERVER.stubFor(get(urlPathEqualTo(USERS)).willReturn(json(body)));

        // When
        Throwable failure = catchThrowable(() -> directory.forEachUser(ORGANIZATION, List.of(), visited::add));

        // Then
        assertThat(failure).isInstanceOf(UnexpectedAnswer.class);
    }

    private static ResponseDefinitionBuilder page(String... descriptors) {
        List<String> users = new ArrayList<>();
        for (String descriptor : descriptors) {
            users.add("{\"descriptor\": \"" + descriptor + "\", \"mailAddress\": null, \"_links\": {}}");
        }
        return json("{\"count\": " + users.size() + ", \"value\": [" + String.join(",", users) + "]}");
    }
}
