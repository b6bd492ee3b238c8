package dev.patrol.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;

/** The data of one record on a topic: something that happened, or something that is asked for. */
public sealed interface Payload permits Event, Command {

    /** What orders this record among others: records of one key are read in the order they were written. */
    @JsonIgnore
    String recordKey();

    /** What the record is about, for people and filters ({@code ce_subject}). */
    @JsonIgnore
    default String subject() {
        return recordKey();
    }

    /**
     * What makes two announcements the same one, or empty where each is its own. Payloads of one type and identity get
     * the same {@code ce_id}, so that every consumer can drop repeats.
     */
    @JsonIgnore
    default Optional<String> identity() {
        return Optional.empty();
    }
}
