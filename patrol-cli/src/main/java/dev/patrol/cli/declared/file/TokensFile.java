package dev.patrol.cli.declared.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.patrol.cli.CallFailed;
import dev.patrol.cli.declared.DeclaredToken;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the file that tokens are declared in. */
public final class TokensFile {
    private static final int MOST_TOLD = 20;
    private static final JsonPointer TOKENS = JsonPointer.compile("/tokens");

    private TokensFile() {}

    /**
     * What a file declares.
     *
     * @param onlyOrganization where tokens are whose organization the file does not say
     * @throws CallFailed with each mistake, its line and column, and what mends it
     */
    public static List<DeclaredToken> read(Path file, Optional<String> onlyOrganization) {
        Reading reading = parse(text(file), onlyOrganization);
        if (!reading.mistakes().isEmpty()) {
            throw CallFailed.wrongCall(inWords(file, reading.mistakes()));
        }
        return reading.tokens();
    }

    /** What a text declares, or what is wrong with it; the tokens are whole only where nothing is. */
    record Reading(List<DeclaredToken> tokens, List<Mistake> mistakes) {}

    static Reading parse(String text, Optional<String> onlyOrganization) {
        YamlTree tree = YamlTree.of(text);
        List<Mistake> mistakes = new ArrayList<>(tree.mistakes());
        List<DeclaredToken> tokens = new ArrayList<>();
        if (mistakes.isEmpty()) {
            mistakes.addAll(new FileSchema().mistakes(tree));
        }
        if (mistakes.isEmpty()) {
            JsonNode root = tree.root();
            TokenReader reader = new TokenReader(tree, mistakes, onlyOrganization);
            for (int index = 0; index < root.at(TOKENS).size(); index++) {
                reader.read(TOKENS.appendIndex(index)).ifPresent(tokens::add);
            }
        }
        mistakes.sort(Comparator.comparing(Mistake::place));
        return new Reading(List.copyOf(tokens), List.copyOf(mistakes));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (NoSuchFileException e) {
            throw CallFailed.wrongCall("There is no file " + file
                    + ". Name the file that your tokens are declared in; docs/declared-tokens.md" + " shows one.");
        } catch (CharacterCodingException e) {
            throw CallFailed.wrongCall(file + " is not in UTF-8. Save it so.");
        } catch (IOException e) {
            throw CallFailed.wrongCall(file + " can't be read (" + e.getClass().getSimpleName() + ").");
        }
    }

    private static String inWords(Path file, List<Mistake> mistakes) {
        String told = mistakes.stream()
                .limit(MOST_TOLD)
                .map(mistake -> file + ":" + mistake.place() + ": " + mistake.what() + " " + mistake.remedy())
                .collect(Collectors.joining("\n"));
        return mistakes.size() > MOST_TOLD ? told + "\n... and " + (mistakes.size() - MOST_TOLD) + " more." : told;
    }
}
