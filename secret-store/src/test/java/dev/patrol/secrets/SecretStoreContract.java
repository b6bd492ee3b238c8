package dev.patrol.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.patrol.model.token.SecretVersion;
import dev.patrol.model.token.Token;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store keeps to. Each test uses names of its own. */
abstract class SecretStoreContract {

    /** A store that other tests may use too. */
    abstract SecretStore store();

    /** Another one at the same place, as another program has it. */
    abstract SecretStore sameStoreElsewhere();

    /** Puts secrets there that are not Patrol's. */
    abstract void addForeignSecrets(int count);

    @Test
    void storesNothingThatIsNotWantedAnyMore() {
        // Given
        NewSecret secret = Samples.secret("withdrawn-v1", "the value");

        // When
        Throwable thrown = catchThrowable(() -> store().store(secret, () -> false));

        // Then
        assertThat(thrown).isInstanceOf(SecretStoreException.Withdrawn.class);
        assertThat(store().find(secret.token().secretName())).isEmpty();
    }

    @Test
    void findsWhatWasStored() {
        // Given
        NewSecret secret = Samples.secret("stored-v1", "the value");

        // When
        SecretVersion version = store().store(secret);

        // Then
        UUID id = secret.token().authorizationId();
        UUID replaced = secret.replaces().orElseThrow().authorizationId();
        String name = secret.token().secretName();
        assertThat(version.name()).isEqualTo(name);
        assertThat(version.version()).matches("[0-9a-f]{32}");
        assertThat(store().find(name)).contains(new SecretDescription(version, Optional.of(id), Optional.of(replaced)));
        assertThat(store().findManaged(Samples.ORGANIZATION, name))
                .contains(new ManagedSecret(
                        name,
                        Samples.ORGANIZATION,
                        Optional.of(id),
                        Optional.of(replaced),
                        Optional.of(Samples.REVOKE_AT),
                        Set.of()));
        assertThat(store().findManaged("contoso", name)).isEmpty();
        assertThat(store().read(version).reveal()).isEqualTo("the value");
        assertThat(sameStoreElsewhere().read(version).reveal()).isEqualTo("the value");
    }

    @Test
    void whatStaysDeadSaysSoUntilItsSecretHoldsAnotherToken() {
        // Given
        NewSecret dead = Samples.secret("stays-dead-v1", "dead");
        String name = dead.token().secretName();
        UUID id = dead.token().authorizationId();
        SecretVersion version = store().store(dead);

        // When
        store().keepDead(name, id, StaysDead.REVOKED_FOR_GOOD);
        store().keepDead(name, id, StaysDead.COMPROMISED);

        // Then
        assertThat(sameStoreElsewhere().findManaged(Samples.ORGANIZATION, name))
                .map(ManagedSecret::staysDead)
                .contains(Set.of(StaysDead.COMPROMISED, StaysDead.REVOKED_FOR_GOOD));
        assertThat(store().find(name)).map(SecretDescription::version).contains(version);
        assertThat(store().read(version).reveal()).isEqualTo("dead");

        store().store(Samples.secret("stays-dead-v2", "alive"));
        assertThat(store().findManaged(Samples.ORGANIZATION, name))
                .map(ManagedSecret::staysDead)
                .contains(Set.of());
    }

    @Test
    void nothingIsSaidOfASecretThatHoldsAnotherToken() {
        // Given
        NewSecret held = Samples.secret("stays-alive-v1", "alive");
        store().store(held);

        // When
        store().keepDead(held.token().secretName(), UUID.randomUUID(), StaysDead.COMPROMISED);

        // Then
        assertThat(store().findManaged(Samples.ORGANIZATION, held.token().secretName()))
                .map(ManagedSecret::staysDead)
                .contains(Set.of());
    }

    @Test
    void hasNothingOfWhatWasNeverStored() {
        assertThat(store().find("never-stored")).isEmpty();
        assertThat(store().findManaged(Samples.ORGANIZATION, "never-stored")).isEmpty();
        assertThat(store().findTokenSecret("never-stored")).isEmpty();
        assertThat(store().findText("never-stored")).isEmpty();
        assertThat(store().versions("never-stored")).isEmpty();
    }

    @Test
    void listsVersionsInUseNewestFirst() {
        // Given
        SecretVersion first = store().store(Samples.secret("versions-v1", "one"));
        SecretVersion second = store().store(Samples.secret("versions-v2", "two"));
        SecretVersion third = store().store(Samples.secret("versions-v3", "three"));
        store().disable(second);

        // When
        List<SecretDescription> versions = store().versions(first.name());

        // Then
        assertThat(versions).extracting(SecretDescription::version).containsExactly(third, first);
        assertThat(store().find(first.name())).map(SecretDescription::version).contains(third);
        assertThat(store().read(first).reveal()).isEqualTo("one");
    }

    @Test
    void restoresAnEarlierVersionWithAllThatItSays() {
        // Given
        NewSecret good = Samples.secret("restored-v1", "good");
        SecretVersion first = store().store(good);
        SecretVersion wrong = store().store(Samples.secret("restored-v2", "wrong"));

        // When
        SecretVersion restored = store().restore(first.name(), first.version());

        // Then
        assertThat(restored).isNotIn(first, wrong);
        assertThat(store().read(restored).reveal()).isEqualTo("good");
        SecretDescription current = store().find(first.name()).orElseThrow();
        assertThat(current.version()).isEqualTo(restored);
        assertThat(current.authorizationId()).contains(good.token().authorizationId());
        assertThat(store().findText(first.name()).orElseThrow().contentType()).isEqualTo("application/x-pat-token");
        assertThat(store().versions(first.name()))
                .extracting(SecretDescription::version)
                .containsExactly(restored, wrong, first);
    }

    @Test
    void aDisabledVersionIsOutOfUse() {
        // Given
        SecretVersion first = store().store(Samples.secret("disabled-v1", "one"));
        SecretVersion current = store().store(Samples.secret("disabled-v2", "two"));

        // When
        store().disable(current);

        // Then
        String name = current.name();
        assertThat(store().find(name)).isEmpty();
        assertThat(store().findManaged(Samples.ORGANIZATION, name)).isEmpty();
        assertThat(store().findTokenSecret(name)).isEmpty();
        assertThat(store().findText(name)).isEmpty();
        assertThat(managedNames()).doesNotContain(name);
        assertThat(store().versions(name))
                .extracting(SecretDescription::version)
                .containsExactly(first);
        assertRefused(() -> store().read(current));
        assertRefused(() -> store().restore(name, current.version()));
        store().disable(current);
        assertThat(store().find(name)).isEmpty();
    }

    @Test
    void refusesVersionsThatAreNotThere() {
        // Given
        SecretVersion stored = store().store(Samples.secret("other-version", "a value"));
        SecretVersion absent = new SecretVersion(stored.vault(), stored.name(), "0".repeat(32));

        // When
        // Then
        assertRefused(() -> store().read(absent));
        assertRefused(() -> store().restore(absent.name(), absent.version()));
        assertRefused(() -> store().disable(absent));
        assertRefused(() -> store().read(new SecretVersion(stored.vault(), "no-such-secret", stored.version())));
    }

    @Test
    void namesHaveNoCase() {
        // Given
        SecretVersion version = store().storeText(Samples.text("Mixed-Case", "first"));

        // When
        store().storeText(Samples.text("mixed-case", "second"));

        // Then
        assertThat(store().findText("MIXED-CASE").orElseThrow().value().reveal())
                .isEqualTo("second");
        assertThat(store().versions("Mixed-Case"))
                .hasSize(2)
                .extracting(SecretDescription::version)
                .contains(version);
    }

    @Test
    void showsOnlyPatrolsOwnAmongHundredsOfForeignSecrets() {
        // Given
        addForeignSecrets(200);
        List<String> own = IntStream.range(0, 60)
                .mapToObj(n -> store().store(Samples.secret(Samples.token("adatum", "own-" + n), "value " + n))
                        .name())
                .toList();
        store().store(Samples.secret(Samples.token("contoso", "own-0"), "another organization's"));

        // When
        List<ManagedSecret> shown = new ArrayList<>();
        store().forEachManaged("adatum", shown::add);

        // Then
        assertThat(shown).extracting(ManagedSecret::name).containsExactlyInAnyOrderElementsOf(own);
        assertThat(shown).allMatch(secret -> secret.authorizationId().isPresent());
    }

    @Test
    void showsEverySecretThatHoldsATokenAndNoText() {
        // Given
        SecretVersion token = store().store(Samples.secret("holds a token", "a value"));
        store().storeText(new NewText("holds-a-text", new SecretValue("text"), "text/plain", Map.of()));

        // When
        List<TokenSecret> shown = new ArrayList<>();
        store().forEachTokenSecret(shown::add);

        // Then
        assertThat(shown).extracting(TokenSecret::name).doesNotContain("holds-a-text");
        assertThat(shown)
                .filteredOn(secret -> secret.name().equals(token.name()))
                .singleElement()
                .satisfies(secret -> {
                    assertThat(secret.organization()).contains(Samples.ORGANIZATION);
                    assertThat(secret.authorizationId()).isPresent();
                    assertThat(secret.expiresOn()).isPresent();
                });
    }

    @Test
    void oneListShowsTheSecretsOfAllOrganizations() {
        // Given
        String one = store().store(Samples.secret(Samples.token("northwind", "shared"), "one"))
                .name();
        String other = store().store(Samples.secret(Samples.token("tailspin", "shared"), "other"))
                .name();

        // When
        Map<String, String> shown = new HashMap<>();
        store().forEachManaged(secret -> shown.put(secret.name(), secret.organization()));

        // Then
        assertThat(shown).containsEntry(one, "northwind").containsEntry(other, "tailspin");
    }

    @Test
    void saysWhatASecretHoldsNow() {
        // Given
        NewSecret first = Samples.secret("holds-now-v1", "first");
        NewSecret second = Samples.secret("holds-now-v2", "second");
        String name = store().store(first).name();
        List<TokenSecret> listed = new ArrayList<>();
        store().forEachTokenSecret(listed::add);

        // When
        Optional<TokenSecret> before = store().findTokenSecret(name);
        store().store(second);
        Optional<TokenSecret> after = store().findTokenSecret(name);

        // Then
        assertThat(listed).contains(before.orElseThrow());
        assertThat(before.orElseThrow().authorizationId())
                .contains(first.token().authorizationId());
        assertThat(after.orElseThrow().authorizationId())
                .contains(second.token().authorizationId());
        store().storeText(Samples.text(name, "no token"));
        assertThat(store().findTokenSecret(name)).isEmpty();
    }

    @Test
    void whatTheVisitorThrowsComesOutAsItIs() {
        // Given
        store().store(Samples.secret("visited", "a value"));
        RuntimeException own = new IllegalStateException("the visitor's own");

        // When
        Throwable thrown = catchThrowable(() -> store().forEachManaged(Samples.ORGANIZATION, secret -> {
            throw own;
        }));

        // Then
        assertThat(thrown).isSameAs(own);
    }

    @Test
    void cutsWhatIsTooLongForATag() {
        // Given
        String longName = "n".repeat(255) + "\uD83D\uDE00" + "rest of a name of 300 characters ".repeat(2);
        String[] scopes = IntStream.range(0, 60).mapToObj(n -> "vso.scope_" + n).toArray(String[]::new);
        Token token = Samples.token(Samples.ORGANIZATION, longName, scopes);

        // When
        SecretVersion version = store().store(Samples.secret(token, "a value"));

        // Then
        Map<String, String> tags =
                store().findText(version.name()).orElseThrow().tags();
        assertThat(tags)
                .containsEntry("display-name", "n".repeat(255))
                .containsEntry("organization", Samples.ORGANIZATION)
                .containsEntry("authorization-id", token.authorizationId().toString());
        assertThat(tags.get("scope")).hasSize(256).startsWith("vso.scope_0 vso.scope_1 ");
        assertThat(version.name()).hasSizeLessThanOrEqualTo(127);
    }

    @Test
    void keepsTheFirstFifteenTags() {
        // Given
        Map<String, String> tags = new LinkedHashMap<>();
        IntStream.range(0, 20).forEach(n -> tags.put("tag-" + n, "x".repeat(300)));

        // When
        store().storeText(new NewText("many-tags", new SecretValue("a value"), "text/plain", tags));

        // Then
        assertThat(store().findText("many-tags").orElseThrow().tags())
                .hasSize(15)
                .containsKeys("tag-0", "tag-14")
                .allSatisfy((name, value) -> assertThat(value).hasSize(256));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"quoted\" 'name'",
                "<script>alert(1)</script>",
                "two\r\nlines\tand a tab",
                "../../etc/passwd",
                "..",
                "C:\\CON",
                "\u202Eright to left",
                "\u65E5\u672C\u8A9E \uD83D\uDE00",
                "nul \u0000 and bell \u0007",
                "%2e%2e%2f?api-version=1#x",
            })
    void takesAnyDisplayName(String displayName) {
        // Given
        NewSecret secret = Samples.secret(displayName, "the value");

        // When
        SecretVersion version = store().store(secret);

        // Then
        assertThat(store().find(secret.token().secretName()))
                .map(SecretDescription::version)
                .contains(version);
        assertThat(store().findText(version.name()).orElseThrow().tags())
                .containsEntry("display-name", secret.token().displayName());
    }

    static Stream<String> impossibleNames() {
        return Stream.of(
                "", " ", "a b", "../up", "a/b", "\u00FCber", "dot.dot", "n".repeat(128), "n".repeat(300), "a\n");
    }

    @ParameterizedTest
    @MethodSource("impossibleNames")
    void refusesNamesThatNoSecretCanHave(String name) {
        assertRefused(() -> store().find(name));
        assertRefused(() -> store().findManaged(Samples.ORGANIZATION, name));
        assertRefused(() -> store().findTokenSecret(name));
        assertRefused(() -> store().findText(name));
        assertRefused(() -> store().versions(name));
        assertRefused(() -> store().storeText(Samples.text(name, "a value")));
        assertRefused(() -> store().restore(name, "0".repeat(32)));
        assertRefused(() -> store().read(new SecretVersion(URI.create("https://x"), name, "0".repeat(32))));
        assertRefused(() -> store().disable(new SecretVersion(URI.create("https://x"), name, "0".repeat(32))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../../proof", "0", "not a version"})
    void refusesVersionsThatCanNotBe(String version) {
        // Given
        SecretVersion stored = store().store(Samples.secret("odd-version", "a value"));

        // When
        // Then
        assertRefused(() -> store().read(new SecretVersion(stored.vault(), stored.name(), version)));
        assertRefused(() -> store().restore(stored.name(), version));
        assertRefused(() -> store().disable(new SecretVersion(stored.vault(), stored.name(), version)));
    }

    static Stream<String> impossibleValues() {
        return Stream.of("", "  \n", "x".repeat(25 * 1024 + 1), "\u00FC".repeat(13 * 1024), "half a pair: \uD83D");
    }

    @ParameterizedTest
    @MethodSource("impossibleValues")
    void refusesValuesThatCanNotBeKept(String value) {
        assertRefused(() -> store().storeText(Samples.text("bad-value", value)));
        assertThat(store().findText("bad-value")).isEmpty();
    }

    @Test
    void refusesALongContentType() {
        assertRefused(() ->
                store().storeText(new NewText("bad-type", new SecretValue("a value"), "t".repeat(256), Map.of())));
    }

    @Test
    void keepsATextOfTwentyFiveKilobytes() {
        // Given
        String value = "{\"cache\": \"\u00FC\uD83D\uDE00\"}\r\n" + "x".repeat(25 * 1024 - 22);
        NewText text = new NewText(
                "token-cache",
                new SecretValue(value),
                "application/json",
                Map.of("purpose", "sign-in", "account", "a \"name\"\n"));

        // When
        SecretVersion version = store().storeText(text);

        // Then
        StoredText found = sameStoreElsewhere().findText("token-cache").orElseThrow();
        assertThat(found.version()).isEqualTo(version);
        assertThat(found.value().reveal()).isEqualTo(value);
        assertThat(found.contentType()).isEqualTo("application/json");
        assertThat(found.tags()).isEqualTo(text.tags());
        assertThat(managedNames()).doesNotContain("token-cache");
    }

    @Test
    void losesNothingOfConcurrentWriters() throws Exception {
        // Given
        int writers = 8;
        int each = 5;
        Map<SecretVersion, String> written = new ConcurrentHashMap<>();
        List<Callable<Void>> work = IntStream.range(0, writers)
                .<Callable<Void>>mapToObj(writer -> () -> {
                    SecretStore store = writer % 2 == 0 ? store() : sameStoreElsewhere();
                    for (int n = 0; n < each; n++) {
                        String value = "value " + writer + "/" + n;
                        written.put(store.store(Samples.secret("contended", value)), value);
                    }
                    return null;
                })
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(writers);

        // When
        List<Future<Void>> done = threads.invokeAll(work);

        // Then
        threads.shutdown();
        for (Future<Void> one : done) {
            one.get();
        }
        assertThat(written).hasSize(writers * each);
        written.forEach(
                (version, value) -> assertThat(store().read(version).reveal()).isEqualTo(value));
        String name = written.keySet().iterator().next().name();
        assertThat(store().versions(name))
                .extracting(SecretDescription::version)
                .containsExactlyInAnyOrderElementsOf(written.keySet());
        assertThat(written).containsKey(store().find(name).orElseThrow().version());
    }

    @Test
    void showsNoValueByMistake() {
        // Given
        String value = "hidden-value-" + "x".repeat(25 * 1024);

        // When
        Throwable refused = catchThrowable(() -> store().storeText(Samples.text("leak", value)));

        // Then
        assertThat(refused).isInstanceOf(SecretStoreException.Refused.class);
        assertThat(refused.toString()).doesNotContain("hidden-value");
        assertThat(refused.getCause()).isNull();
        assertThat(Samples.text("leak", "hidden-value").toString()).doesNotContain("hidden-value");
        store().storeText(Samples.text("leak", "hidden-value"));
        assertThat(store().findText("leak").orElseThrow().toString()).doesNotContain("hidden-value");
    }

    static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(SecretStoreException.Refused.class);
    }

    private Collection<String> managedNames() {
        List<String> names = new ArrayList<>();
        store().forEachManaged(Samples.ORGANIZATION, secret -> names.add(secret.name()));
        return names;
    }
}
