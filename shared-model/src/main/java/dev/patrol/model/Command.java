package dev.patrol.model;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** Something that is asked for. It is answered by events that carry its id as their cause, also when refused. */
public sealed interface Command extends Payload
        permits RevokeToken, RevokeAll, RotateToken, CreateToken, DeclareToken, Restore, Scan {

    /** Why, in a sentence for people. */
    String reason();

    /** Who asks, as a name that people know. */
    String requestedBy();

    /** Whose tokens are meant, in lower case; empty where those of every organization are. */
    @JsonIgnore
    default String concernedOrganization() {
        return "";
    }
}
