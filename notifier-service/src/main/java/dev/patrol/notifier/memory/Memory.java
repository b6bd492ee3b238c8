package dev.patrol.notifier.memory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The latest so many entries: what was put first is forgotten first. For one thread at a time. */
public final class Memory<K, V> {
    private final Map<K, V> entries;

    public Memory(int most) {
        entries = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    public Optional<V> get(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** Puts it last, also where it is known. */
    public void put(K key, V value) {
        entries.remove(key);
        entries.put(key, value);
    }

    public void remove(K key) {
        entries.remove(key);
    }
}
