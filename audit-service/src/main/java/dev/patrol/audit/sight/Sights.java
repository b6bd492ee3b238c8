package dev.patrol.audit.sight;

import dev.patrol.azure.Organizations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The view on each organization's audit log. */
@ApplicationScoped
public class Sights {
    private final List<String> names;
    private final Map<String, Sight> sights;

    Sights(Organizations organizations, Clock clock) {
        this.names = organizations.names();
        this.sights = names.stream()
                .collect(Collectors.toUnmodifiableMap(Function.identity(), name -> new Sight(name, clock)));
    }

    /** @throws IllegalArgumentException for an organization that is not looked after */
    public Sight of(String organization) {
        Sight sight = sights.get(organization);
        if (sight == null) {
            throw new IllegalArgumentException(organization + " is not looked after");
        }
        return sight;
    }

    List<Sight> all() {
        return names.stream().map(sights::get).toList();
    }
}
