package dev.patrol.notifier.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.model.BreakGlassAccount;
import dev.patrol.model.BreakGlassEnded;
import dev.patrol.model.Event;
import dev.patrol.model.Milestone;
import dev.patrol.model.RotationAcknowledged;
import dev.patrol.model.RotationFailed;
import dev.patrol.model.RotationStep;
import dev.patrol.model.TokenExpiring;
import dev.patrol.model.TokenFilter;
import dev.patrol.model.TokenRevoked;
import dev.patrol.model.Trigger;
import dev.patrol.model.token.Token;
import dev.patrol.model.wire.Envelope;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Days and storms of events, by the name of their golden files. */
public final class SampleCollections {
    private static final Instant TODAY = SampleEvents.TODAY;
    private static final List<String> SERVICES = List.of("billing", "web", "Package feed – reader", "nightly import");

    private SampleCollections() {}

    public static Map<String, List<Envelope<? extends Event>>> digests() {
        Map<String, List<Envelope<? extends Event>>> digests = new LinkedHashMap<>();
        digests.put("digest", day());
        digests.put("digest-of-a-routine-day", routineDay());
        return digests;
    }

    public static Map<String, List<Envelope<? extends Event>>> storms() {
        Map<String, List<Envelope<? extends Event>>> storms = new LinkedHashMap<>();
        storms.put("storm-of-revocations", revocations(5_000));
        storms.put("storm-of-failed-rotations", failures(300));
        storms.put("storm-of-expiring-tokens", expiring(40));
        return storms;
    }

    /** Two tokens would not die, and a user was out of reach. */
    static BreakGlassEnded breakGlass(boolean dryRun) {
        return new BreakGlassEnded(
                "0f6d7a52-35e5-4c4e-8f3c-0a4b1b0a7a12",
                "contoso",
                "kim@contoso.example",
                "The sign-in was stolen.",
                new TokenFilter("contoso", null, null, null, null),
                false,
                dryRun,
                dryRun ? new BreakGlassAccount(40, 0, 0, 0, 12, 0) : new BreakGlassAccount(40, 35, 3, 2, 12, 1),
                IntStream.range(0, 35).mapToObj(SampleCollections::token).toList(),
                dryRun ? List.of() : List.of(token(40), token(41)),
                dryRun ? List.of() : List.of("The tokens of sam@contoso.example: Azure DevOps answers 403."),
                dryRun ? "shown-once" : null,
                dryRun ? TODAY.plus(Duration.ofMinutes(10)) : null);
    }

    /** One event of many kinds, and more tokens that end than a table has room for. */
    private static List<Envelope<? extends Event>> day() {
        Map<String, Envelope<? extends Event>> samples = SampleEvents.byName();
        List<Envelope<? extends Event>> day = new ArrayList<>(List.of(
                samples.get("token-expiring-planned"),
                samples.get("token-expiring-not-managed"),
                samples.get("token-expiring-full-access"),
                samples.get("token-rotated"),
                samples.get("token-unused"),
                samples.get("policy-violated-organization"),
                event(
                        9_000,
                        Duration.ofHours(3),
                        new RotationAcknowledged(
                                "contoso", "ci-deploy-89b9c6d9", new UUID(7, 7), "billing-importer"))));
        IntStream.range(0, 30)
                .mapToObj(number -> event(
                        number,
                        Duration.ofMinutes(20L * number),
                        TokenRevoked.of(token(number), "Replaced by its successor.", Trigger.EXPIRY, null)))
                .forEach(day::add);
        return day;
    }

    private static List<Envelope<? extends Event>> routineDay() {
        Map<String, Envelope<? extends Event>> samples = SampleEvents.byName();
        return List.of(
                samples.get("token-rotated"),
                samples.get("token-revoked-after-rotation"),
                samples.get("token-expiring-due"));
    }

    private static List<Envelope<? extends Event>> revocations(int count) {
        return many(
                count,
                number -> TokenRevoked.of(
                        token(number), "Break-glass: the sign-in was stolen.", Trigger.COMMAND, "kim@contoso.example"));
    }

    private static List<Envelope<? extends Event>> failures(int count) {
        return many(count, number -> failure(number, number % 7 == 0));
    }

    private static RotationFailed failure(int number, boolean atTheVault) {
        return new RotationFailed(
                new UUID(0, number),
                token(number),
                RotationStep.STORE,
                atTheVault ? "vault-forbidden" : "vault-unavailable",
                atTheVault ? "The vault answers 403." : "The vault answers 503.",
                List.of("The new token was revoked."),
                !atTheVault,
                "Mend the vault.");
    }

    private static List<Envelope<? extends Event>> expiring(int count) {
        return many(
                count, number -> new TokenExpiring(token(number), 30, Milestone.THIRTY_DAYS, false, number % 4 > 0));
    }

    private static List<Envelope<? extends Event>> many(int count, IntFunction<Event> event) {
        List<Envelope<? extends Event>> events = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            events.add(event(number, Duration.ofMillis(40L * (count - number)), event.apply(number)));
        }
        return events;
    }

    private static Token token(int number) {
        return Token.of(
                number % 5 == 0 ? "fabrikam" : "contoso",
                UUID.fromString("7a1f0f5e-0000-4000-9000-%012d".formatted(number)),
                SERVICES.get(number % SERVICES.size()) + " " + number,
                List.of("vso.code"),
                TODAY.minus(Duration.ofDays(60)),
                TODAY.plus(Duration.ofHours(30 + number % 600)),
                false,
                number % 3 == 0 ? Optional.empty() : Optional.of("kim@contoso.example"));
    }

    private static <T extends Event> Envelope<T> event(int number, Duration ago, T payload) {
        String type = payload.getClass().getSimpleName();
        return new Envelope<>(
                UUID.nameUUIDFromBytes((type + number).getBytes(UTF_8)).toString(),
                URI.create("/patrol/sample"),
                TODAY.minus(ago),
                "5b1f1c0e-7f0a-4b55-9d0e-3a2f0c5c1d11",
                Optional.empty(),
                payload);
    }
}
