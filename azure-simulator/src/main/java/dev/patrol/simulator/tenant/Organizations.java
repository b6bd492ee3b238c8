package dev.patrol.simulator.tenant;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The organizations that exist; names are compared without regard to case. */
public final class Organizations {

    private final Map<String, Organization> byName = new LinkedHashMap<>();

    public Organizations(Collection<String> names) {
        names.forEach(name -> byName.put(name.toLowerCase(Locale.ROOT), Organization.named(name)));
    }

    public Optional<Organization> named(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * @throws IllegalArgumentException if there is none of that name
     */
    public Organization existing(String name) {
        return named(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no organization '" + name + "'; there are " + names() + "."));
    }

    public List<Organization> all() {
        return List.copyOf(byName.values());
    }

    private List<String> names() {
        return byName.values().stream().map(Organization::name).toList();
    }
}
