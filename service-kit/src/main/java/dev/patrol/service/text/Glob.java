package dev.patrol.service.text;

import java.util.regex.Pattern;

/** A pattern in which {@code *} stands for any characters, also none, {@code ?} for one, and all others for themselves. */
public record Glob(Pattern pattern) {

    public static Glob of(String text) {
        StringBuilder regex = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (character == '*') {
                regex.append(".*");
            } else if (character == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(Character.toString(character)));
            }
        });
        // Names are free text: a line break is a character like others.
        return new Glob(Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    public boolean matches(String name) {
        return pattern.matcher(name).matches();
    }
}
