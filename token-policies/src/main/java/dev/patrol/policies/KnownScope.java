package dev.patrol.policies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * A scope that Azure DevOps documents. Source: as {@code scopes.tsv} says.
 *
 * @param name for example {@code vso.code_write}
 * @param highPrivilege whether the documentation calls it so
 * @param narrower the next narrower scope, which this one includes
 */
public record KnownScope(String name, boolean highPrivilege, Optional<Narrower> narrower) {
    private static final Map<String, KnownScope> ALL = read();

    /**
     * A scope to use instead.
     *
     * @param without what it can't, as the end of "does where nothing has to ..."
     */
    public record Narrower(String name, String without) {}

    /** Empty where Azure DevOps may know the scope, but this Patrol does not. */
    public static Optional<KnownScope> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** All of them, by name. */
    public static Map<String, KnownScope> all() {
        return ALL;
    }

    private static Map<String, KnownScope> read() {
        try (InputStream table = KnownScope.class.getResourceAsStream("scopes.tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(table, UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(KnownScope::parse)
                    .collect(toUnmodifiableMap(KnownScope::name, identity()));
        } catch (IOException e) {
            throw new UncheckedIOException("The table of scopes can't be read", e);
        }
    }

    private static KnownScope parse(String line) {
        String[] cells = line.split("\t");
        Optional<Narrower> narrower =
                cells.length < 4 ? Optional.empty() : Optional.of(new Narrower(cells[2], cells[3]));
        return new KnownScope(cells[0], cells[1].equals("yes"), narrower);
    }
}
