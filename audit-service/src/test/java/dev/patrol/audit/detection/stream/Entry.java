package dev.patrol.audit.detection.stream;

import dev.patrol.model.AuditEntry;
import dev.patrol.model.token.Token;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** An audit entry to be: harmless until something is said otherwise. */
record Entry(
        String id,
        Instant time,
        String action,
        String reference,
        String mechanism,
        String actor,
        String address,
        String agent,
        Map<String, Object> data) {
    private static final AtomicLong NUMBER = new AtomicLong();

    /** Done with the token. */
    static Entry with(Token token) {
        String id = token.authorizationId().toString();
        return with(id);
    }

    static Entry with(String reference) {
        return new Entry(
                "entry-" + NUMBER.incrementAndGet(),
                Bench.NOON,
                "Git.CreateRepo",
                reference,
                "PAT authorizationId: " + reference,
                "builds@contoso.example",
                "192.0.2.7",
                "git/2.50.1",
                Map.of());
    }

    /** Done to the token, by a person in a browser. */
    static Entry about(Token token, String action) {
        return with(token)
                .doing(action)
                .by("owner@contoso.example")
                .signedInBy("AAD")
                .from("192.0.2.99");
    }

    Entry at(Instant when) {
        return new Entry(id, when, action, reference, mechanism, actor, address, agent, data);
    }

    Entry at(String when) {
        return at(Instant.parse(when));
    }

    Entry doing(String what) {
        return new Entry(id, time, what, reference, mechanism, actor, address, agent, data);
    }

    Entry from(String where) {
        return new Entry(id, time, action, reference, mechanism, actor, where, agent, data);
    }

    Entry using(String program) {
        return new Entry(id, time, action, reference, mechanism, actor, address, program, data);
    }

    Entry by(String whom) {
        return new Entry(id, time, action, reference, mechanism, whom, address, agent, data);
    }

    Entry signedInBy(String how) {
        return new Entry(id, time, action, reference, how, actor, address, agent, data);
    }

    Entry saying(Map<String, Object> what) {
        return new Entry(id, time, action, reference, mechanism, actor, address, agent, what);
    }

    AuditEntry build() {
        return new AuditEntry(
                Bench.ORGANIZATION,
                id,
                time,
                action,
                reference,
                null,
                mechanism,
                null,
                null,
                null,
                actor,
                null,
                address,
                agent,
                null,
                null,
                data);
    }
}
