package dev.patrol.service.settings;

import dev.patrol.model.token.Redaction;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.common.utils.StringUtil;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks at every {@link Setting} of configuration mappings, and of the groups that they list, and says in one line each what
 * is wrong with it.
 */
public final class SettingsCheck {
    private final SmallRyeConfig config;

    public SettingsCheck(SmallRyeConfig config) {
        this.config = config;
    }

    /** What is wrong, a line each. No line holds a secret. */
    public List<String> problemsOf(List<Class<?>> mappings) {
        return mappings.stream()
                .flatMap(mapping ->
                        problemsOf(mapping.getAnnotation(ConfigMapping.class).prefix(), mapping))
                .distinct()
                .toList();
    }

    private Stream<String> problemsOf(String prefix, Class<?> group) {
        return Stream.concat(
                settingsOf(group).flatMap(method -> problemOf(prefix + "." + nameOf(method), method).stream()),
                groupsOf(group).flatMap(method -> problemsOfGroups(prefix + "." + nameOf(method), method)));
    }

    /** Groups are numbered from zero: {@code overlap-rules[0].overlap}. */
    private Stream<String> problemsOfGroups(String property, Method method) {
        return Groups.indexesOf(config, property).stream()
                .flatMap(index -> problemsOf(property + "[" + index + "]", valueTypeOf(method)));
    }

    private static Stream<Method> groupsOf(Class<?> mapping) {
        return Arrays.stream(mapping.getMethods())
                .filter(method -> isList(method)
                        && settingsOf(valueTypeOf(method)).findAny().isPresent())
                .sorted(Comparator.comparing(Method::getName));
    }

    private static Stream<Method> settingsOf(Class<?> mapping) {
        return Arrays.stream(mapping.getMethods())
                .filter(method -> method.isAnnotationPresent(Setting.class))
                .sorted(Comparator.comparing(Method::getName));
    }

    private Optional<String> problemOf(String property, Method method) {
        Setting setting = method.getAnnotation(Setting.class);
        String variable = setting.variable().isEmpty() ? Groups.variableOf(property) : setting.variable();
        boolean optional = method.getReturnType() == Optional.class || method.isAnnotationPresent(WithDefault.class);
        Optional<String> given;
        try {
            given = Optional.ofNullable(config.getConfigValue(property).getValue())
                    .filter(value -> !value.isBlank());
        } catch (NoSuchElementException expressionWithoutValue) {
            given = Optional.empty();
        }
        if (given.isEmpty()) {
            return optional
                    ? Optional.empty()
                    : Optional.of(variable + " is not set. It should be " + setting.expects() + ".");
        }
        return fits(property, given.get(), method, setting)
                ? Optional.empty()
                : Optional.of(
                        variable + " " + found(method, given.get()) + ". It should be " + setting.expects() + ".");
    }

    private boolean fits(String property, String value, Method method, Setting setting) {
        if (!setting.pattern().isEmpty() && !fits(value, method, Pattern.compile(setting.pattern()))) {
            return false;
        }
        Class<?> type = valueTypeOf(method);
        if (type == Secret.class) {
            return true;
        }
        try {
            if (isList(method)) {
                return !config.getValues(property, type).isEmpty();
            }
            return isWithin(config.getValue(property, type), setting);
        } catch (IllegalArgumentException
                | NoSuchElementException
                | ArithmeticException
                | DateTimeException notConvertible) {
            return false;
        }
    }

    /** Each of a list is looked at by itself: one expression for all of a long list would use up the stack. */
    private static boolean fits(String value, Method method, Pattern pattern) {
        return isList(method)
                ? Arrays.stream(value.split(",", -1)).map(String::strip).allMatch(pattern.asMatchPredicate())
                : pattern.matcher(value).matches();
    }

    private static boolean isWithin(Object value, Setting setting) {
        if (value instanceof Duration duration) {
            return !duration.isNegative()
                    && duration.toMillis() >= setting.min()
                    && duration.toMillis() <= setting.max();
        }
        return !(value instanceof Number number)
                || (number.longValue() >= setting.min() && number.longValue() <= setting.max());
    }

    private static String found(Method method, String value) {
        return valueTypeOf(method) == Secret.class
                ? "has a value that can't be right"
                : "is \"" + printable(value) + "\"";
    }

    /** What of a value may be told: a line of no great length, without a secret. */
    public static String printable(String value) {
        // A token pasted into the wrong variable is still a token, and a password in an address still a password.
        String oneLine =
                Redaction.redact(value).replaceAll("://[^/\\s]*@", "://...@").replaceAll("\\p{Cntrl}", "?");
        return oneLine.length() > 80 ? oneLine.substring(0, 80) + "..." : oneLine;
    }

    private static String nameOf(Method method) {
        WithName name = method.getAnnotation(WithName.class);
        return name == null ? StringUtil.skewer(method.getName()) : name.value();
    }

    /** The type of one value: within an Optional, a List, or both. */
    private static Class<?> valueTypeOf(Method method) {
        Type type = method.getGenericReturnType();
        while (type instanceof ParameterizedType container && container.getRawType() != Secret.class) {
            type = container.getActualTypeArguments()[0];
        }
        return rawTypeOf(type);
    }

    private static boolean isList(Method method) {
        Type type = method.getGenericReturnType();
        if (type instanceof ParameterizedType container && container.getRawType() == Optional.class) {
            type = container.getActualTypeArguments()[0];
        }
        return rawTypeOf(type) == List.class;
    }

    private static Class<?> rawTypeOf(Type type) {
        return (Class<?>) (type instanceof ParameterizedType container ? container.getRawType() : type);
    }
}
