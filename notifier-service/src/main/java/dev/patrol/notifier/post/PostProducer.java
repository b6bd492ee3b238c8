package dev.patrol.notifier.post;

import dev.patrol.notifier.routing.NotificationSettings;
import dev.patrol.notifier.routing.TimeWindow;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** Makes the rules of the post from the settings. */
final class PostProducer {
    @Produces
    @Singleton
    Post post(NotificationSettings settings) {
        return new Post(
                new Timetable(
                        settings.zone(),
                        settings.digestAt(),
                        settings.digestEvery(),
                        settings.quietFrom().flatMap(from -> settings.quietTo()
                                .map(to -> new TimeWindow(Set.of(), from, to, settings.zone())))),
                new StormRules(
                        settings.stormAfter(), settings.stormWindow(), settings.stormGather(), settings.mostInOne()));
    }
}
