package dev.patrol.azuredevops;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** A success: its JSON, where it has any, and its headers. */
record Answer(Optional<JsonNode> json, HttpHeaders headers) {
    /** Without the content, which has the value of a token that was just created. */
    @Override
    public String toString() {
        return "Answer[" + (json.isPresent() ? "with" : "without") + " content]";
    }
}
