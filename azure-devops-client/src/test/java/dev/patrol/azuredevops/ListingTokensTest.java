package dev.patrol.azuredevops;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.patrol.azuredevops.Bench.ORGANIZATION;
import static dev.patrol.azuredevops.Bench.PATS;
import static dev.patrol.azuredevops.Bench.json;
import static dev.patrol.azuredevops.Bench.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.patrol.azuredevops.AzureDevOpsException.Unavailable;
import dev.patrol.azuredevops.AzureDevOpsException.UnexpectedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTokensTest {
    private static final UUID A = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final UUID B = UUID.fromString("00000000-0000-0000-0000-00000000000b");

    @RegisterExtension
    static final WireMockExtension SERVER = Bench.server();

    private final List<PersonalAccessToken> visited = new ArrayList<>();

    @Test
    void readsTwentyThousandTokensPageByPage() {
        // Given
        int pages = 200;
        for (int page = 0; page < pages; page++) {
            String next = page == pages - 1 ? "" : "after " + page;
            String tokens = IntStream.range(page * 100, page * 100 + 100)
                    .mapToObj(number -> token(new UUID(7, number)))
                    .collect(Collectors.joining(","));
            page(page == 0 ? null : "after " + (page - 1), "\"" + next + "\"", tokens);
        }

        // When
        list();

        // Then
        assertThat(visited)
                .extracting(PersonalAccessToken::authorizationId)
                .hasSize(20_000)
                .doesNotHaveDuplicates();
        SERVER.verify(pages, getRequestedFor(urlPathEqualTo(PATS)).withQueryParam("$top", equalTo("100")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"continuationToken\": \"\", ", "{\"continuationToken\": null, ", "{"})
    void endsWhereNoPageFollows(String beginning) {
        // Given
        SERVER.stubFor(firstPage().willReturn(json(beginning + "\"patTokens\": [" + token(A) + "]}")));

        // When
        list();

        // Then
        assertThat(visited).extracting(PersonalAccessToken::authorizationId).containsExactly(A);
        SERVER.verify(1, getRequestedFor(urlPathEqualTo(PATS)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+b/c==", "a b&api-version=1#x", "100%", "ä€😀", "?", "%2B"})
    void sendsTheContinuationTokenAsItCame(String continuation) {
        // Given
        page(null, "\"" + continuation + "\"", token(A));
        page(continuation, "\"\"", token(B));

        // When
        list();

        // Then
        assertThat(visited).extracting(PersonalAccessToken::authorizationId).containsExactly(A, B);
    }

    @Test
    void refusesAListThatGoesRoundInACircle() {
        // Given
        page(null, "\"one\"", token(A));
        page("one", "\"two\"", token(B));
        page("two", "\"one\"", token(A));

        // When
        Throwable failure = catchThrowable(this::list);

        // Then
        assertThat(failure).isInstanceOf(UnexpectedAnswer.class).hasMessageContaining("circle");
    }

    @Test
    @Timeout(60)
    void refusesAListThatBringsTheSamePageForEver() {
        // Given
        endlessPagesOf(token(A));

        // When
        Throwable failure = catchThrowable(this::list);

        // Then
        assertThat(failure).isInstanceOf(UnexpectedAnswer.class).hasMessageContaining("does not end");
        assertThat(visited).extracting(PersonalAccessToken::authorizationId).containsExactly(A);
    }

    @Test
    @Timeout(60)
    void refusesAListOfEmptyPagesForEver() {
        // Given
        endlessPagesOf("");

        // When
        Throwable failure = catchThrowable(this::list);

        // Then
        assertThat(failure).isInstanceOf(UnexpectedAnswer.class).hasMessageContaining("does not end");
    }

    @Test
    void readsOnThroughPagesThatBringNothingNew() {
        // Given
        int barren = Continuation.MOST_BARREN_PAGES - 1;
        page(null, "\"0\"", token(A));
        for (int number = 0; number < barren; number++) {
            page("" + number, "\"" + (number + 1) + "\"", token(A));
        }
        page("" + barren, "\"\"", token(B));

        // When
        list();

        // Then
        assertThat(visited).extracting(PersonalAccessToken::authorizationId).containsExactly(A, B);
    }

    @Test
    void handsAPageOnBeforeItAsksForTheNext() {
        // Given
        page(null, "\"one\"", token(A));
        page("one", "\"\"", token(B));
        IllegalStateException enough = new IllegalStateException("enough");

        // When
        Throwable failure =
                catchThrowable(() -> Bench.clientOf(SERVER).forEachToken(ORGANIZATION, TokenListFilter.ALL, token -> {
                    throw enough;
                }));

        // Then
        assertThat(failure).isSameAs(enough);
        SERVER.verify(1, getRequestedFor(urlPathEqualTo(PATS)));
    }

    @Test
    void deliversATokenOnceThoughItIsOnTwoPages() {
        // Given
        page(null, "\"one\"", token(A) + "," + token(B));
        page("one", "\"\"", token(B));

        // When
        list();

        // Then
        assertThat(visited).extracting(PersonalAccessToken::authorizationId).containsExactly(A, B);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null"})
    void takesAnEmptyPageForOne(String noTokens) {
        // Given
        SERVER.stubFor(firstPage().willReturn(json("{\"continuationToken\": \"\", \"patTokens\": " + noTokens + "}")));

        // When
        list();

        // Then
        assertThat(visited).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "[]",
                "\"patTokens\"",
                "{\"continuationToken\": \"\"}",
                "{\"message\": \"something else\", \"typeKey\": \"Exception\"}",
                "{\"patTokens\": {}}",
                "{\"patTokens\": [null]}",
                "{\"patTokens\": [{}]}",
                "{\"patTokens\": [{\"authorizationId\": \"no id\"}]}",
                "{\"patTokens\": [{\"authorizationId\": \"3d3aca0c-9ad3-4b07-8334-08ec8b1ddc32\"}]}",
                "{\"patTokens\": [{\"authorizationId\": \"3d3aca0c-9ad3-4b07-8334-08ec8b1ddc32\", \"validTo\": \"soon\"}]}",
                "{\"patTokens\": []} and more"
            })
    void neverTakesAnotherAnswerForAnEmptyList(String body) {
        // Given
        SERVER.stubFor(firstPage().willReturn(json(body)));

        // When
        Throwable failure = catchThrowable(this::list);

        // Then
        assertThat(failure).isInstanceOf(UnexpectedAnswer.class);
    }

    @Test
    void failsWhereALaterPageDoes() {
        // Given
        page(null, "\"one\"", token(A));
        SERVER.stubFor(get(urlPathEqualTo(PATS))
                .withQueryParam("continuationToken", equalTo("one"))
                .willReturn(Bench.answer(503, "{}")));

        // When
        Throwable failure = catchThrowable(this::list);

        // Then
        assertThat(failure).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @EnumSource(TokenListFilter.class)
    void asksEveryPageWithTheSameFilter(TokenListFilter filter) {
        // Given
        page(null, "\"one\"", token(A));
        page("one", "\"\"", token(B));

        // When
        Bench.clientOf(SERVER).forEachToken(ORGANIZATION, filter, visited::add);

        // Then
        SERVER.verify(
                2,
                getRequestedFor(urlPathEqualTo(PATS))
                        .withQueryParam("displayFilterOption", equalTo(filter.wireName()))
                        .withQueryParam("sortByOption", equalTo("displayName"))
                        .withQueryParam("isSortAscending", equalTo("true"))
                        .withQueryParam("api-version", equalTo("7.1-preview.1")));
    }

    private void list() {
        Bench.clientOf(SERVER).forEachToken(ORGANIZATION, TokenListFilter.ALL, visited::add);
    }

    /** Every page has the same tokens, and a continuation token that no page had before. */
    private static void endlessPagesOf(String tokens) {
        SERVER.stubFor(get(urlPathEqualTo(PATS))
                .willReturn(json("{\"continuationToken\": \"" + Bench.NEVER_THE_SAME + "\", \"patTokens\": [" + tokens
                                + "]}")
                        .withTransformers("response-template")));
    }

    private static MappingBuilder firstPage() {
        return get(urlPathEqualTo(PATS)).withQueryParam("continuationToken", absent());
    }

    private static void page(String continuation, String nextAsJson, String tokens) {
        MappingBuilder request = continuation == null
                ? firstPage()
                : get(urlPathEqualTo(PATS)).withQueryParam("continuationToken", equalTo(continuation));
        SERVER.stubFor(request.willReturn(
                json("{\"continuationToken\": " + nextAsJson + ", \"patTokens\": [" + tokens + "]}")));
    }
}
