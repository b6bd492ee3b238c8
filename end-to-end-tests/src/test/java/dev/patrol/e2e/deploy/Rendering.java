package dev.patrol.e2e.deploy;

import static java.util.function.Predicate.not;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What Kustomize makes of an overlay. */
enum Rendering {
    LOCAL,
    PRODUCTION;

    Path file() {
        return Deploy.KUBERNETES.resolve("rendered").resolve(name().toLowerCase(Locale.ROOT) + ".yaml");
    }

    List<Resource> resources() {
        return Resource.in(file());
    }

    List<Resource> of(String kind) {
        return resources().stream().filter(one -> one.is(kind)).toList();
    }

    List<Resource.Pod> pods() {
        return resources().stream().flatMap(one -> one.pod().stream()).toList();
    }

    List<Resource.Pod> services() {
        return pods().stream().filter(Resource.Pod::isService).toList();
    }

    List<Resource.Container> containers() {
        return pods().stream().flatMap(pod -> pod.containers().stream()).toList();
    }

    Optional<Resource> named(String kind, String name) {
        return of(kind).stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** What the operator sets. */
    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        Deploy.text(Deploy.KUBERNETES.resolve("overlays/" + name().toLowerCase(Locale.ROOT) + "/settings.env"))
                .lines()
                .filter(not(String::isBlank))
                .filter(line -> !line.startsWith("#"))
                .forEach(line ->
                        settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return settings;
    }
}
