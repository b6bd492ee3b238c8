package dev.patrol.notifier.mail;

import io.quarkus.qute.Engine;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.IncludeSectionHelper;
import io.quarkus.qute.InsertSectionHelper;
import io.quarkus.qute.LoopSectionHelper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.SetSectionHelper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.UserTagSectionHelper;
import io.quarkus.qute.Variant;
import io.quarkus.qute.WhenSectionHelper;
import io.quarkus.qute.WithSectionHelper;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Patrol's own templates, and those of a folder that take their place. The engine is made here and not by the framework: it
 * is the same in the service, in a preview, and in tests, and knows no {@code eval}, which would run what a name says. At
 * build, the framework checks the built-in templates against the types that they declare.
 */
final class Templates {
    /** The mails; each is there as HTML and as plain text. */
    static final List<String> MAILS = List.of(
            "audit-report",
            "break-glass-ended",
            "command-refused",
            "digest",
            "mail-undelivered",
            "policy-mended",
            "policy-violated",
            "rotation-failed",
            "sign-in-required",
            "storm",
            "token-compromised",
            "token-created",
            "token-expiring",
            "token-revoked",
            "token-rotated",
            "token-unused");

    /** What the mails have in common. */
    static final List<String> PARTS =
            List.of("colour.html", "layout.html", "layout.txt", "rest.txt", "token.html", "token.txt");

    /** What is written as a tag of its own, {@code {#fact label="..."}}. */
    static final List<String> TAGS = List.of(
            "bar", "command", "fact", "facts", "figure", "heading", "link", "rest", "row", "rows", "small", "wide");

    private static final Pattern ID = Pattern.compile("(mails|parts|tags)/[a-z0-9-]+\\.(html|txt)");

    private final Map<String, String> own;
    private final Engine engine;

    /** @param own templates by name, for example {@code mails/token-expiring.html}; others are built in */
    Templates(Map<String, String> own) {
        this.own = Map.copyOf(own);
        var builder = Engine.builder()
                .addSectionHelpers(
                        new IfSectionHelper.Factory(),
                        new LoopSectionHelper.Factory(),
                        new WhenSectionHelper.Factory(),
                        new WithSectionHelper.Factory(),
                        new SetSectionHelper.Factory(),
                        new IncludeSectionHelper.Factory(),
                        new InsertSectionHelper.Factory())
                .addDefaultValueResolvers()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new OutsideTextMapper())
                .addLocator(this::locate);
        TAGS.forEach(tag -> builder.addSectionHelper(new UserTagSectionHelper.Factory(tag, ofTag(tag))));
        engine = builder.build();
    }

    /** Every name that a template can have. */
    static Stream<String> names() {
        return Stream.of(
                        MAILS.stream().flatMap(mail -> Stream.of("mails/" + mail + ".html", "mails/" + mail + ".txt")),
                        PARTS.stream().map(part -> "parts/" + part),
                        TAGS.stream().map(Templates::ofTag))
                .flatMap(names -> names);
    }

    static String ofTag(String tag) {
        return "tags/" + tag + ".html";
    }

    static Templates builtIn() {
        return new Templates(Map.of());
    }

    /** Those of one's own that would never come to an end. */
    List<String> endless() {
        Inclusions inclusions = new Inclusions(this::text);
        return own.keySet().stream().filter(inclusions::isEndless).sorted().toList();
    }

    /** @throws io.quarkus.qute.TemplateException where it can't be read as a template */
    Template find(String name) {
        return engine.getTemplate(name);
    }

    private Optional<TemplateLocator.TemplateLocation> locate(String id) {
        return ID.matcher(id).matches() ? text(id).map(text -> new Location(id, text)) : Optional.empty();
    }

    private Optional<String> text(String id) {
        if (own.containsKey(id)) {
            return Optional.of(own.get(id));
        }
        try (InputStream builtIn = Templates.class.getResourceAsStream("/templates/" + id)) {
            return builtIn == null
                    ? Optional.empty()
                    : Optional.of(new String(builtIn.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Location(String id, String text) implements TemplateLocator.TemplateLocation {
        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(Variant.forContentType(id.endsWith(".html") ? Variant.TEXT_HTML : Variant.TEXT_PLAIN));
        }

        @Override
        public Optional<URI> getSource() {
            return Optional.empty();
        }
    }
}
