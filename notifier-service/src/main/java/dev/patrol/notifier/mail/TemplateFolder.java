package dev.patrol.notifier.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Templates of one's own: a folder with the same names as Patrol's, {@code mails/token-expiring.html}. It is read once.
 *
 * @param templates their text by name
 * @param problems what is wrong with the folder, a line each
 */
public record TemplateFolder(Path folder, Map<String, String> templates, List<String> problems) {
    private static final Set<String> NAMES = Templates.names().collect(toUnmodifiableSet());

    public TemplateFolder {
        templates = Map.copyOf(templates);
        problems = List.copyOf(problems);
    }

    /** Templates of nobody's own. */
    public static TemplateFolder none() {
        return new TemplateFolder(Path.of(""), Map.of(), List.of());
    }

    public static TemplateFolder read(Optional<Path> folder) {
        return folder.map(TemplateFolder::read).orElseGet(TemplateFolder::none);
    }

    private static TemplateFolder read(Path folder) {
        Map<String, String> templates = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(TemplateFolder::isTemplate).sorted().toList()) {
                read(folder, file, templates, problems);
            }
        } catch (IOException e) {
            problems.add(folder + " can't be read as a folder of templates: "
                    + e.getClass().getSimpleName()
                    + ". Name a folder that the service may read, or leave MAIL_TEMPLATES away.");
        }
        new Templates(templates)
                .endless()
                .forEach(name -> problems.add(folder.resolve(name) + " includes itself. Take that out of it."));
        return new TemplateFolder(folder, templates, problems);
    }

    private static void read(Path folder, Path file, Map<String, String> templates, List<String> problems)
            throws IOException {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (!NAMES.contains(name)) {
            problems.add(file + " takes the place of no template. Call it as one is called, for example "
                    + nearest(name) + ", or take it away.");
            return;
        }
        try {
            templates.put(name, Files.readString(file, UTF_8));
        } catch (CharacterCodingException e) {
            problems.add(file + " is not written in UTF-8. Save it in UTF-8.");
        }
    }

    /** What else lies there, such as a README or an editor's copy, is nobody's business. */
    private static boolean isTemplate(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && !name.startsWith(".") && (name.endsWith(".html") || name.endsWith(".txt"));
    }

    /** One of the same file name, or any. */
    private static String nearest(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return NAMES.stream()
                .filter(known -> known.endsWith("/" + file))
                .sorted()
                .findFirst()
                .orElse("mails/token-expiring.html");
    }

    /** One line: which file, where, what, and what to do. */
    public String problemOf(Throwable failure) {
        TemplateFault fault = TemplateFault.of(failure);
        String file = templates.containsKey(fault.template())
                ? folder.resolve(fault.template()).toString()
                : folder + " (" + fault.template() + ")";
        return file + fault.place() + ": " + fault.problem()
                + " Mend it, or take the file away: then Patrol's own is used. See docs/mails.md.";
    }
}
