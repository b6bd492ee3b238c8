package dev.patrol.simulator.policies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patrol.simulator.http.Json;
import java.util.concurrent.atomic.AtomicReference;

/** The policies in force. */
public final class PolicySwitches {

    private final AtomicReference<Policies> inForce = new AtomicReference<>(Policies.defaults());

    public Policies current() {
        return inForce.get();
    }

    public void reset() {
        inForce.set(Policies.defaults());
    }

    /**
     * Changes the named fields and leaves the others.
     *
     * @return the policies now in force
     * @throws IllegalArgumentException if a field is unknown or its value makes no sense; nothing is changed then
     */
    public Policies change(ObjectNode fields) {
        return inForce.updateAndGet(policies -> merged(policies, fields));
    }

    private static Policies merged(Policies policies, ObjectNode fields) {
        ObjectNode all = Json.MAPPER.valueToTree(policies);
        all.setAll(fields);
        try {
            return Json.MAPPER.treeToValue(all, Policies.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(Json.sentence(e), e);
        }
    }
}
