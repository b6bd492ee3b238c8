package dev.patrol.simulator.tenant;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Everybody whom the simulator has heard of. A user comes into being when first named. */
public final class UserDirectory {

    private final NavigableMap<String, User> byPrincipalName = new ConcurrentSkipListMap<>();
    private final Map<String, User> byDescriptor = new ConcurrentHashMap<>();

    public User named(String principalName) {
        User user = byPrincipalName.computeIfAbsent(
                principalName.toLowerCase(Locale.ROOT), ignored -> User.of(principalName));
        byDescriptor.put(user.descriptor(), user);
        return user;
    }

    public Optional<User> described(String descriptor) {
        return Optional.ofNullable(byDescriptor.get(descriptor));
    }

    /** Users whose principal name follows the given one ({@code ""} for all), in the order of their names. */
    public Collection<User> after(String principalName) {
        return byPrincipalName
                .tailMap(principalName.toLowerCase(Locale.ROOT), false)
                .values();
    }

    public int size() {
        return byPrincipalName.size();
    }
}
