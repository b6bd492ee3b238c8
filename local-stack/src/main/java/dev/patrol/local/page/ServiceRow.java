package dev.patrol.local.page;

import dev.patrol.local.services.ServiceProcess;
import java.util.List;
import java.util.Locale;

/** A service on the page. */
record ServiceRow(String name, String url, String state) {
    static List<ServiceRow> of(List<ServiceProcess> services) {
        return services.stream()
                .map(service -> new ServiceRow(
                        service.name(),
                        service.url().toString(),
                        service.state().name().toLowerCase(Locale.ROOT)))
                .toList();
    }
}
