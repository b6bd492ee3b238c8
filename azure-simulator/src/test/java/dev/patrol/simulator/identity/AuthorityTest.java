package dev.patrol.simulator.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.simulator.AzureSimulator;
import dev.patrol.simulator.HttpClients;
import dev.patrol.simulator.RestCaller;
import dev.patrol.simulator.RestCaller.Reply;
import dev.patrol.simulator.TrustedCertificate;
import dev.patrol.simulator.access.Authenticator;
import dev.patrol.simulator.identity.DeviceSignIn.State;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {

    private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final String PATS = "/fabrikam/_apis/tokens/pats?api-version=7.1-preview.1";
    private static final String MANAGES_TOKENS = "openid profile offline_access " + Authenticator.AZURE_DEVOPS
            + "/vso.pats " + Authenticator.AZURE_DEVOPS + "/vso.pats_manage";
    private static final String PERSON = "rotation@fabrikam.example";

    private AzureSimulator simulator;

    @BeforeEach
    void start() {
        simulator = AzureSimulator.start();
        simulator.control().changePolicies(Map.of("lifecycleRefusesPats", true, "devicePollSeconds", 1));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void aDelegatedTokenOfAPersonManagesThatPersonsTokens() {
        // Given
        JsonNode tokens = signedIn();
        RestCaller person = caller(tokens);

        // When
        Reply created = person.post(PATS, "{\"displayName\": \"deploy-v1\", \"scope\": \"vso.code\"}");

        // Then
        assertThat(created.status()).isEqualTo(200);
        assertThat(simulator.control().tokens()).singleElement().satisfies(token -> assertThat(token.owner())
                .isEqualTo(PERSON));
        assertThat(RestCaller.administrator(simulator).get(PATS).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vso.pats", "vso.pats_manage", "vso.graph"})
    void theLifecycleWantsBothPermissions(String permission) {
        // Given
        JsonNode tokens = signedIn(Authenticator.AZURE_DEVOPS + "/" + permission);

        // When
        Reply reply = caller(tokens).get(PATS);

        // Then
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().path("message").asText()).startsWith("TF400813");
    }

    @Test
    void aPersonApprovesOnThePage() {
        // Given
        JsonNode begun = begin(MANAGES_TOKENS);
        RestCaller page =
                RestCaller.anonymous(URI.create(begun.path("verification_uri").asText()));
        assertThat(page.get("").text()).contains("<form", simulator.serviceUser());
        String code = begun.path("user_code").asText().toLowerCase(Locale.ROOT);

        // When
        Reply unknown = page.post("", "code=nonsense%3Cb%3E&user=" + PERSON + "&answer=approve");
        Reply approved = page.post("", "code=" + code + "&user=" + PERSON + "&answer=approve");

        // Then
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text()).contains("nonsense&lt;b&gt;").doesNotContain("<b>");
        assertThat(approved.text()).contains("signed in as " + PERSON);
        assertThat(poll(begun).status()).isEqualTo(200);
        assertThat(simulator.control().deviceSignIns()).singleElement().satisfies(signIn -> assertThat(signIn.state())
                .isEqualTo(State.REDEEMED));
    }

    @Test
    void saysWhyThereIsNoTokenYet() {
        // Given
        JsonNode begun = begin(MANAGES_TOKENS);

        // When
        Reply first = poll(begun);
        Reply tooSoon = poll(begun);
        simulator.control().declineSignIn(begun.path("user_code").asText());

        // Then
        assertThat(errorOf(first)).isEqualTo("authorization_pending");
        assertThat(errorOf(tooSoon)).isEqualTo("slow_down");
        Awaitility.await().until(() -> errorOf(poll(begun)).equals("authorization_declined"));
        assertThat(errorOf(token("grant_type=" + DEVICE_GRANT + "&device_code=other&client_id=c")))
                .isEqualTo("bad_verification_code");
    }

    @Test
    void aCodeThatNobodyEnteredExpires() {
        // Given
        simulator.control().changePolicies(Map.of("deviceCodeSeconds", 1));
        JsonNode begun = begin(MANAGES_TOKENS);

        // When
        // Then
        Awaitility.await().until(() -> errorOf(poll(begun)).equals("expired_token"));
    }

    @ParameterizedTest
    @CsvSource({
        "11111111-2222-3333-4444-555555555555, CLIENT, 499b84ac-1321-427f-aa17-267ca6975798/.default, invalid_request",
        "contoso.example, CLIENT, 499b84ac-1321-427f-aa17-267ca6975798/.default, invalid_request",
        "organizations, other, 499b84ac-1321-427f-aa17-267ca6975798/.default, unauthorized_client",
        "organizations, CLIENT, openid, invalid_scope",
    })
    void refusesWhomItDoesNotKnow(String tenant, String client, String scope, String error) {
        // When
        Reply reply = RestCaller.anonymous(simulator.authorityHost())
                .post(
                        "/" + tenant + "/oauth2/v2.0/devicecode",
                        "client_id=" + client.replace("CLIENT", simulator.clientId()) + "&scope=" + encoded(scope));

        // Then
        assertThat(errorOf(reply)).isEqualTo(error);
    }

    @Test
    void givesNoPermissionThatTheApplicationLacks() {
        // Given
        JsonNode begun = begin(Authenticator.AZURE_DEVOPS + "/vso.code_full");
        approve(begun);

        // When
        Reply reply = poll(begun);

        // Then
        assertThat(reply.json().path("suberror").asText()).isEqualTo("consent_required");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRedeemedRefreshTokenIsReplacedAndStaysGoodUnlessEachWorksOnce(boolean once) {
        // Given
        simulator.control().changePolicies(Map.of("refreshTokensWorkOnce", once));
        String first = signedIn().path("refresh_token").asText();

        // When
        String second = redeem(first).json().path("refresh_token").asText();

        // Then
        assertThat(second).isNotEmpty().isNotEqualTo(first);
        assertThat(redeem(first).status()).isEqualTo(once ? 400 : 200);
        assertThat(redeem(second).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"REVOKED, AADSTS50173", "EXPIRED, AADSTS700082", "INTERACTION_REQUIRED, AADSTS50076"})
    void endsASignInUntilTheNext(SignInEnd reason, String number) {
        // Given
        JsonNode tokens = signedIn();

        // When
        simulator.control().endSignIns(PERSON, reason);

        // Then
        Reply refused = redeem(tokens.path("refresh_token").asText());
        assertThat(errorOf(refused)).isEqualTo("invalid_grant");
        assertThat(refused.json().path("error_description").asText()).startsWith(number);
        assertThat(caller(tokens).get(PATS).status()).isEqualTo(200);
        assertThat(redeem(signedIn().path("refresh_token").asText()).status()).isEqualTo(200);
    }

    @Test
    void whoIsDisabledIsLetInNowhere() {
        // Given
        JsonNode tokens = signedIn();

        // When
        simulator.control().setUserDisabled(PERSON, true);

        // Then
        assertThat(redeem(tokens.path("refresh_token").asText())
                        .json()
                        .path("error_description")
                        .asText())
                .startsWith("AADSTS50057");
        assertThat(caller(tokens).get(PATS).status()).isEqualTo(203);
        simulator.control().setUserDisabled(PERSON, false);
        assertThat(caller(tokens).get(PATS).status()).isEqualTo(200);
    }

    @Test
    void everythingThatIsIssuedIsFoundWhereItStrays() {
        // Given
        JsonNode begun = begin(MANAGES_TOKENS);
        approve(begun);
        JsonNode tokens = poll(begun).json();
        List<String> issued = List.of(
                begun.path("device_code").asText(),
                tokens.path("access_token").asText(),
                tokens.path("refresh_token").asText(),
                tokens.path("id_token").asText());

        // When
        // Then
        assertThat(issued).allSatisfy(value -> {
            assertThat(simulator.control().findTokenValue("{\"a\": \"" + value + "\"}"))
                    .isPresent();
            for (String before : List.of("", "1", "22")) {
                String encoded = Base64.getEncoder().encodeToString((before + value).getBytes(StandardCharsets.UTF_8));
                assertThat(simulator.control().findTokenValue("x " + encoded)).isPresent();
            }
        });
        assertThat(simulator.control().findTokenValue(begun.path("user_code").asText()))
                .isEmpty();
    }

    @Test
    void speaksTlsAsMicrosoftsLibraryInsists() throws IOException, InterruptedException {
        // Given
        URI address = simulator
                .secureAuthorityHost()
                .resolve("/" + simulator.tenantId() + "/v2.0/.well-known/openid-configuration");

        // When
        String configuration = HttpClients.http11(TrustedCertificate.sslContext(simulator.certificateAuthority()))
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();

        // Then
        assertThat(configuration)
                .contains(simulator.secureAuthorityHost() + "/" + simulator.tenantId() + "/oauth2/v2.0/token");
    }

    @Test
    void theKnobsApproveEndAndDisable() {
        // Given
        RestCaller knobs = RestCaller.anonymous(simulator.azureDevOpsUrl());
        JsonNode begun = begin(MANAGES_TOKENS);
        String code = knobs.get("/_simulator/device-codes")
                .json()
                .at("/deviceCodes/0/userCode")
                .asText();

        // When
        knobs.post("/_simulator/device-codes/" + code, "{\"principalName\": \"" + PERSON + "\"}");
        JsonNode tokens = poll(begun).json();
        knobs.post("/_simulator/sign-ins/end", "{\"principalName\": \"" + PERSON + "\"}");
        knobs.post("/_simulator/users/disabled", "{\"principalName\": \"" + PERSON + "\"}");

        // Then
        assertThat(errorOf(redeem(tokens.path("refresh_token").asText()))).isEqualTo("invalid_grant");
        assertThat(caller(tokens).get(PATS).status()).isEqualTo(203);
        assertThat(knobs.get("/_simulator/device-codes").text())
                .doesNotContain(begun.path("device_code").asText());
    }

    private JsonNode signedIn() {
        return signedIn(MANAGES_TOKENS);
    }

    private JsonNode signedIn(String scope) {
        JsonNode begun = begin(scope);
        approve(begun);
        return poll(begun).json();
    }

    private void approve(JsonNode begun) {
        simulator.control().approveSignIn(begun.path("user_code").asText(), PERSON);
    }

    private JsonNode begin(String scope) {
        return RestCaller.anonymous(simulator.authorityHost())
                .post(
                        "/organizations/oauth2/v2.0/devicecode",
                        "client_id=" + simulator.clientId() + "&scope=" + encoded(scope))
                .json();
    }

    private Reply poll(JsonNode begun) {
        return token("grant_type=" + DEVICE_GRANT + "&client_id=" + simulator.clientId() + "&device_code="
                + begun.path("device_code").asText());
    }

    private Reply redeem(String refreshToken) {
        return token("grant_type=refresh_token&client_id=" + simulator.clientId() + "&refresh_token=" + refreshToken
                + "&scope=" + encoded(MANAGES_TOKENS));
    }

    private Reply token(String form) {
        return RestCaller.anonymous(simulator.authorityHost()).post("/organizations/oauth2/v2.0/token", form);
    }

    private RestCaller caller(JsonNode tokens) {
        return RestCaller.withBearer(simulator, tokens.path("access_token").asText());
    }

    private static String errorOf(Reply reply) {
        return reply.json().path("error").asText();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
