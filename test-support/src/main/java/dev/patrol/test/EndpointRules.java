package dev.patrol.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.lang.ArchRule;

/** What holds for the HTTP endpoints of every service. */
public final class EndpointRules {
    private static final String GUARDED = "dev.patrol.service.http.Guarded";

    /** Whatever is asked for otherwise than to be told something wants a key, or a caller on the same machine. */
    public static final ArchRule WHAT_ACTS_IS_GUARDED = methods()
            .that()
            .areAnnotatedWith("jakarta.ws.rs.POST")
            .or()
            .areAnnotatedWith("jakarta.ws.rs.PUT")
            .or()
            .areAnnotatedWith("jakarta.ws.rs.PATCH")
            .or()
            .areAnnotatedWith("jakarta.ws.rs.DELETE")
            .should()
            .beAnnotatedWith(GUARDED)
            .orShould()
            .beDeclaredInClassesThat()
            .areAnnotatedWith(GUARDED);

    private EndpointRules() {}
}
