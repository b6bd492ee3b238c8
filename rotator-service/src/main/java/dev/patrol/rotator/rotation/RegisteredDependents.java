package dev.patrol.rotator.rotation;

import dev.patrol.model.Declaration;
import dev.patrol.rotator.saga.RotationPlan;
import dev.patrol.service.text.Glob;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who reads which secrets, as far as it was registered. */
public final class RegisteredDependents {
    private final List<Registration> registrations;

    RegisteredDependents(List<Registration> registrations) {
        this.registrations = List.copyOf(registrations);
    }

    public static RegisteredDependents of(RotationSettings settings) {
        return new RegisteredDependents(settings.dependents().stream()
                .map(registered -> new Registration(Glob.of(registered.secrets()), registered.names()))
                .toList());
    }

    /** Those of one secret. */
    public Set<String> of(String secretName) {
        return registrations.stream()
                .filter(registration -> registration.secrets().matches(secretName))
                .flatMap(registration -> registration.names().stream())
                .collect(Collectors.toSet());
    }

    /** Those of a rotation's secret, and those that are declared of its lineage. */
    Set<String> of(RotationPlan plan) {
        return of(plan.previous().secretName(), plan.declaration());
    }

    /** Those of one secret, and those that are declared of its lineage. */
    public Set<String> of(String secretName, Optional<Declaration> declaration) {
        Stream<String> declared = declaration.stream().flatMap(known -> known.dependents().stream());
        return Stream.concat(of(secretName).stream(), declared).collect(Collectors.toSet());
    }

    /** Those of any secret. */
    public Set<String> all() {
        return registrations.stream()
                .flatMap(registration -> registration.names().stream())
                .collect(Collectors.toSet());
    }

    /** Dependents that read the secrets whose names fit the glob. */
    record Registration(Glob secrets, List<String> names) {}
}
