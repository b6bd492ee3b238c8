package dev.patrol.azuredevops;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** A success: its JSON, where it has any, and its headers. */
record Answer(Optional<JsonNode> json, HttpHeaders headers) {}
