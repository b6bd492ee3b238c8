package dev.patrol.rotator.commands;

import dev.patrol.model.wire.CommandSignature;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys whose signatures are taken, and what each may ask for. */
public final class CommandKeys {
    static final Set<String> COMMANDS =
            Set.of("revoke-token", "revoke-all", "rotate-token", "create-token", "declare-token", "restore");

    private final Map<String, Key> keys;

    private CommandKeys(Map<String, Key> keys) {
        this.keys = keys;
    }

    /** @param organizations in lower case; all where it is empty */
    record Key(PublicKey key, Set<String> may, Set<String> organizations) {
        boolean mayAsk(String command, String organization) {
            return may.contains(command) && (organizations.isEmpty() || organizations.contains(organization));
        }
    }

    static CommandKeys of(CommandSettings settings) {
        Map<String, Key> keys = new HashMap<>();
        for (CommandSettings.Key key : settings.keys()) {
            keys.put(
                    key.id(),
                    new Key(
                            parse(key.publicKey()).orElseThrow(),
                            stripped(key.may()),
                            lower(key.organizations().orElse(List.of()))));
        }
        return new CommandKeys(keys);
    }

    /** Whether a command has to be signed: where that is said, and where nothing is said but there are keys. */
    static boolean areDemanded(CommandSettings settings) {
        return settings.signatures().equals("REQUIRED")
                || settings.signatures().equals("AUTO") && !settings.keys().isEmpty();
    }

    /** What is wrong with the settings together, a line each; asked before the service starts. */
    public static List<String> problems() {
        return problemsOf(ConfigUtils.configBuilder()
                .withMapping(CommandSettings.class)
                .build()
                .getConfigMapping(CommandSettings.class));
    }

    static List<String> problemsOf(CommandSettings settings) {
        List<String> problems = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < settings.keys().size(); i++) {
            CommandSettings.Key key = settings.keys().get(i);
            String variable = "PATROL_COMMANDS_KEYS_" + i + "__";
            if (!ids.add(key.id())) {
                problems.add(
                        variable + "ID is " + key.id() + ", as that of another key. Each key has an id of its own.");
            }
            if (parse(key.publicKey()).isEmpty()) {
                problems.add(
                        variable + "PUBLIC_KEY is no Ed25519 public key. It should be what openssl pkey -pubout prints,"
                                + " without its first and last line.");
            }
            stripped(key.may()).stream()
                    .filter(name -> !COMMANDS.contains(name))
                    .forEach(name -> problems.add(variable + "MAY names " + name + ". It should name some of "
                            + COMMANDS.stream().sorted().collect(Collectors.joining(", ")) + "."));
        }
        if (settings.signatures().equals("REQUIRED") && settings.keys().isEmpty()) {
            problems.add(
                    "PATROL_COMMANDS_SIGNATURES is REQUIRED, and no key is given: no command would be obeyed. Give one as"
                            + " PATROL_COMMANDS_KEYS_0__ID, ..._PUBLIC_KEY and ..._MAY.");
        }
        return problems;
    }

    Optional<Key> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    private static Set<String> stripped(List<String> names) {
        return names.stream().map(String::strip).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> lower(List<String> names) {
        return names.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<PublicKey> parse(String base64) {
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(base64);
            return Optional.of(
                    KeyFactory.getInstance(CommandSignature.ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            return Optional.empty();
        }
    }
}
