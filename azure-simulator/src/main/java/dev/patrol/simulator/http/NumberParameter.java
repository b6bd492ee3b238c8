package dev.patrol.simulator.http;

import java.util.Optional;

/** Whole numbers in a query. */
public final class NumberParameter {

    private NumberParameter() {}

    /** The number, the default if it is not given, or nothing if it is no number of that range. */
    public static Optional<Integer> read(ApiRequest request, String name, int preset, int least, int most) {
        Optional<String> text = request.query(name);
        if (text.isEmpty()) {
            return Optional.of(preset);
        }
        try {
            int number = Integer.parseInt(text.get().trim());
            return number < least || number > most ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}
