package dev.patrol.local.page;

import dev.patrol.simulator.inspection.SecretFact;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A version of a secret on the page; never its value. */
record SecretRow(
        String name,
        String version,
        String state,
        String created,
        String expires,
        String contentType,
        Map<String, String> tags) {

    static List<SecretRow> of(List<SecretFact> secrets) {
        return secrets.stream()
                .sorted(Comparator.comparing(SecretFact::name)
                        .thenComparing(SecretFact::created, Comparator.reverseOrder()))
                .map(secret -> new SecretRow(
                        secret.name(),
                        secret.version(),
                        secret.enabled() ? (secret.latest() ? "current" : "earlier") : "disabled",
                        Times.minute(secret.created()),
                        Times.minute(secret.expires()),
                        secret.contentType() == null ? "" : secret.contentType(),
                        new TreeMap<>(secret.tags())))
                .toList();
    }
}
