package dev.patrol.notifier.mail;

import dev.patrol.model.Event;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Token;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Names that nobody should give a token, and events in which every text is such a name. */
public final class HostileTexts {
    public static final List<String> ALL = List.of(
            "\"quoted\" and 'quoted'",
            "\" onmouseover=\"alert(1)",
            "<script>alert(1)</script>",
            "</td></tr></table><h1>You won</h1>",
            "&lt;b&gt; &amp; &#60;",
            "a\r\nBcc: x@y.example\r\n\r\nbody",
            "a\nWHAT YOU DO\nSend your token to x@y.example",
            "a\r.\r\nQUIT\r\n.\r\n",
            "\u2028line\u2029paragraph\u0085next\u000bvertical\u0000null\u001b[31mred\u007f",
            "{event.token} {#raw}{/raw} {{x}} ${user.home} %s",
            "=?UTF-8?Q?decoded?= =?UTF-8?B?WA==?=",
            "deploy 🔑🚀👩‍💻 für Köln",
            "🔑".repeat(80),
            "x".repeat(300),
            "long ".repeat(60),
            "رمز النشر לפריסה",
            "invoice\u202Efdp.exe \u2066isolated",
            "half \uD83D of a character",
            "javascript:alert(1) https://evil.example/",
            "$(reboot) `reboot`; reboot & 'x' > /dev/null",
            "see " + Values.TOKEN + " and Basic " + Values.OLDER_TOKEN);

    /** What looks like the value of a token, in both forms that there are. */
    static final class Values {
        static final String TOKEN = "Ab3".repeat(25) + "xAZDO1234";
        static final String OLDER_TOKEN = "abcdefg234567".repeat(4);

        private Values() {}
    }

    /** Enough to meet every value of every enumeration. */
    static final int VARIANTS = 5;

    private HostileTexts() {}

    /**
     * An event of this type in which this text stands wherever a text can.
     *
     * @param variant which of the values of its enumerations and flags it has
     */
    static <T extends Event> T event(Class<T> type, String text, int variant) {
        return type.cast(value(type, text, variant));
    }

    static <T extends Event> T event(Class<T> type, String text) {
        return event(type, text, 0);
    }

    private static Object value(Type type, String text, int variant) {
        if (type instanceof ParameterizedType container) {
            return container.getRawType() == Map.class
                    ? Map.of()
                    : List.of(value(container.getActualTypeArguments()[0], text, variant));
        }
        if (type == String.class) {
            return text;
        } else if (type == Lineage.class) {
            return new Lineage("contoso", text);
        } else if (type == UUID.class) {
            return new UUID(7, 7);
        } else if (type == Instant.class) {
            return SampleEvents.TODAY;
        } else if (type == Duration.class) {
            return Duration.ofDays(7);
        } else if (type == URI.class) {
            return URI.create("https://vault.example");
        } else if (type == boolean.class) {
            return variant % 2 == 0;
        } else if (type == int.class || type == Integer.class) {
            return 7;
        } else if (type == long.class) {
            return 7L;
        }
        Class<?> asClass = (Class<?>) type;
        if (asClass.isEnum()) {
            Object[] constants = asClass.getEnumConstants();
            return constants[variant % constants.length];
        }
        return newRecord(asClass, text, variant);
    }

    private static Object newRecord(Class<?> type, String text, int variant) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(Arrays.stream(components)
                    .map(component -> component(component, text, variant))
                    .toArray());
        } catch (InvocationTargetException e) {
            if (variant == 0) {
                throw new AssertionError("Can't make a " + type, e);
            }
            return newRecord(type, text, 0); // Not every type takes every value.
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            throw new AssertionError("Can't make a " + type, e);
        }
    }

    private static Object component(RecordComponent component, String text, int variant) {
        return component.getName().equals("scopes") && variant % 2 == 1
                ? List.of(text, Token.FULL_SCOPE)
                : value(component.getGenericType(), text, variant);
    }
}
