package dev.patrol.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReplacementTest {
    private static final String GIT = "git/2.50.1";
    private static final String AGENT =
            "VSServices/19.225.34309.2 (NetStandard; Linux 5.10.215 #1 SMP Tue Apr 23 20:32:19 UTC 2024) VstsAgentCore-l";

    private final Happenings in = Happenings.of("contoso");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # scopes                          | owner                    | hours | user agent | advice
            vso.agentpools_manage             | kim@contoso.example      | 1     | git        | AGENT_REGISTRATION
            vso.agentpools                    | kim@contoso.example      | 0     | -          | AGENT_REGISTRATION
            vso.machinegroup_manage           | kim@contoso.example      | 0     | -          | AGENT_REGISTRATION
            app_token                         | kim@contoso.example      | 1     | agent      | AGENT_REGISTRATION
            vso.agentpools_manage vso.build   | kim@contoso.example      | 1     | git        | AGENT_REGISTRATION
            vso.packaging                     | kim@contoso.example      | 0     | -          | FEED
            vso.packaging_write vso.code      | svc-feed@contoso.example | 24    | git        | FEED
            vso.gallery_publish               | kim@contoso.example      | 0     | -          | MARKETPLACE
            vso.gallery                       | kim@contoso.example      | 0     | -          | -
            vso.build                         | kim@contoso.example      | 0     | -          | SERVICE_CONNECTION
            vso.build_execute                 | kim@contoso.example      | 0     | -          | SERVICE_CONNECTION
            vso.release_manage                | kim@contoso.example      | 0     | -          | SERVICE_CONNECTION
            vso.pipelineresources_use         | kim@contoso.example      | 0     | -          | SERVICE_CONNECTION
            vso.code                          | kim@contoso.example      | 20    | git        | PROGRAM
            vso.code                          | kim@contoso.example      | 19    | git        | -
            vso.code                          | -                        | 1     | terraform  | PROGRAM
            app_token                         | kim@contoso.example      | 24    | -          | PROGRAM
            vso.work                          | svc-sync@contoso.example | 1     | git        | SERVICE_ACCOUNT
            app_token                         | svc-sync@contoso.example | 0     | -          | SERVICE_ACCOUNT
            # a person's
            vso.code vso.work                 | kim@contoso.example      | 9     | git        | -
            app_token                         | -                        | 9     | git        | -
            # what only a user may do
            vso.pats vso.packaging            | svc-sync@contoso.example | 24    | agent      | -
            vso.pats_manage                   | svc-sync@contoso.example | 24    | agent      | -
            vso.tokens                        | svc-sync@contoso.example | 24    | git        | -
            vso.tokenadministration           | svc-sync@contoso.example | 24    | git        | -
            # names that only begin alike
            vso.buildings                     | kim@contoso.example      | 0     | -          | -
            """)
    void followsFromScopesOwnerAndUse(String scopes, String owner, int hours, String userAgent, Replacement advice) {
        // Given
        Token token = in.tokenOf(owner, "ci", -9, 90, scopes.split(" "));
        Use use = use(hours, userAgent == null ? null : userAgent(userAgent));

        // When
        Optional<Replacement> found = Replacement.of(token, use, name -> name.startsWith("svc-"));

        // Then
        assertThat(found).isEqualTo(Optional.ofNullable(advice));
    }

    private Use use(int hours, String userAgent) {
        Use use = new Use();
        IntStream.range(0, hours)
                .mapToObj(hour -> in.action(hour / 24.0 + 0.001, "PAT", null, userAgent))
                .map(Envelope::payload)
                .forEach(action -> use.count(action, true));
        return use;
    }

    private static String userAgent(String word) {
        return switch (word) {
            case "agent" -> AGENT;
            case "terraform" -> "HashiCorp Terraform/1.9.5 (+https://www.terraform.io) Terraform Plugin SDK/2.34.0";
            default -> GIT;
        };
    }

    @ParameterizedTest
    @EnumSource
    void isOneSentence(Replacement replacement) {
        // When
        String sentence = replacement.sentence();

        // Then
        assertThat(sentence).endsWith(".").doesNotContain(". ").hasSizeLessThan(160);
    }

    @Test
    void eachSaysSomethingElse() {
        // When / Then
        assertThat(Arrays.stream(Replacement.values()).map(Replacement::sentence))
                .doesNotHaveDuplicates();
    }
}
