package dev.patrol.service.metrics;

import java.util.Locale;

/** What series of one name differ by. There is no other label, and none of these has values without bound. */
public enum Label {
    ORGANIZATION,
    STATE,
    OUTCOME,
    WITHIN,
    POLICY,
    STEP,
    TOPIC,
    PRIORITY,
    CAUSE,
    RULE,
    SEVERITY,
    CHECK;

    /** Its key, as on the page of metrics. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
