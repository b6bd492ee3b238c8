package dev.patrol.rotator.policy;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks every rule about a token that is to be made. */
@ApplicationScoped
public class CreationPolicies {
    private static final Comparator<Objection> GRAVEST_FIRST =
            Comparator.comparing(Objection::severity).reversed().thenComparing(Objection::rule);

    private final List<CreationPolicy> policies;

    public CreationPolicies(@All List<CreationPolicy> policies) {
        this.policies = List.copyOf(policies);
    }

    /** What speaks against it, all in one, so that whoever asked mends it in one go; by the rule of the gravest. */
    public Optional<Objection> objectionTo(PlannedToken planned) {
        List<Objection> all = policies.stream()
                .flatMap(policy -> policy.objectionTo(planned).stream())
                .sorted(GRAVEST_FIRST)
                .toList();
        return all.stream()
                .findFirst()
                .map(gravest -> new Objection(
                        gravest.severity(),
                        gravest.rule(),
                        all.stream().map(Objection::reason).collect(Collectors.joining(" ")),
                        all.stream().map(Objection::remedy).collect(Collectors.joining(" "))));
    }
}
