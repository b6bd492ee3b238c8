package dev.patrol.test;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import io.smallrye.config.common.utils.StringUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether {@code docs/configuration.md} names every property of configuration mappings. */
public final class ConfigurationPage {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    private ConfigurationPage() {}

    public static void assertDescribes(Class<?>... mappings) {
        List<String> missing = new ArrayList<>();
        String page = read();
        for (Class<?> mapping : mappings) {
            for (Method method : mapping.getMethods()) {
                String property = propertyOf(mapping, method);
                if (!page.contains("`" + property + "`")) {
                    missing.add(property);
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new AssertionError("docs/configuration.md does not describe " + missing);
        }
    }

    private static String propertyOf(Class<?> mapping, Method method) {
        WithName name = method.getAnnotation(WithName.class);
        return mapping.getAnnotation(ConfigMapping.class).prefix() + "."
                + (name == null ? StringUtil.skewer(method.getName()) : name.value());
    }

    private static String read() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
