/**
 * What all services share at run time, and nothing of what one of them is for: {@code messaging} publishes and reads
 * records by the contract, {@code settings} stops a start with one line for each missing or nonsensical setting.
 *
 * <p>Defaults that hold for every service (dead letters, serializers, tracing) are in
 * {@code META-INF/microprofile-config.properties}.
 */
package dev.patrol.service;
