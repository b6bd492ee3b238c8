package dev.patrol.simulator.http;

/** The work of one API: from a request to an answer, quickly and without blocking. */
@FunctionalInterface
public interface Endpoint {

    ApiResponse answer(ApiRequest request);
}
