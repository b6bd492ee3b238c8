package dev.patrol.e2e.conformance;

import java.util.List;
import java.util.Map;

/** A request and its answer. */
record Exchange(
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, List<String>> requestHeaders,
        byte[] requestBody,
        int status,
        Map<String, List<String>> answerHeaders,
        byte[] answerBody) {

    Exchange withAnswer(byte[] body) {
        return new Exchange(method, path, query, requestHeaders, requestBody, status, answerHeaders, body);
    }

    /** Bodies and headers hold tokens. */
    @Override
    public String toString() {
        return method + " " + path + " " + status;
    }
}
