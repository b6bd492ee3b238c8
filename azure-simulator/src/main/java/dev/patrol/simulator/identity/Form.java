package dev.patrol.simulator.identity;

import dev.patrol.simulator.http.ApiRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The fields of a posted form; one that is missing is empty. */
record Form(Map<String, String> fields) {

    static Form of(ApiRequest request) {
        return new Form(Arrays.stream(request.bodyText().split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(
                        pair -> decoded(pair[0]), pair -> decoded(pair[1]), (first, second) -> first)));
    }

    String get(String name) {
        return fields.getOrDefault(name, "");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The values may be secrets. */
    @Override
    public String toString() {
        return "Form" + fields.keySet();
    }
}
