package dev.patrol.audit.detection.rules;

import dev.patrol.audit.detection.Sighting;
import dev.patrol.audit.detection.memory.Past;
import dev.patrol.model.Response;
import dev.patrol.model.Severity;
import java.util.List;
import java.util.Optional;

/**
 * A token or SSH key was created by somebody who signed in as people do not: with another token, as a service, or with a user
 * token as they are stolen from browsers. No token can create another one by the documented API.
 */
final class UnusualCreation implements Rule {
    private static final List<String> ACTIONS = List.of("Token.PatCreateEvent", "Token.SshCreateEvent");
    private static final List<String> MECHANISMS =
            List.of("PAT", "SessionToken", "S2S_ServicePrincipal", "UserAuthToken");

    @Override
    public String name() {
        return "unusual-creation";
    }

    @Override
    public Tuning defaults() {
        return Tuning.strong(Severity.HIGH, Response.NOTIFY);
    }

    @Override
    public Optional<String> judge(Sighting sighting, Past past, Tuning tuning) {
        if (ACTIONS.stream().noneMatch(sighting::isAction)) {
            return Optional.empty();
        }
        return MECHANISMS.stream()
                .filter(sighting::hasMechanismStarting)
                .findFirst()
                .map(start -> "It was created by " + sighting.mechanism() + ", which people do not sign in with.");
    }
}
