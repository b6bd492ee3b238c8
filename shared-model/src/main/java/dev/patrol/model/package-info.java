/**
 * The contract: what Patrol says and hears on its topics, and nothing that runs.
 *
 * <p>{@link dev.patrol.model.Topic} names the topics, {@link dev.patrol.model.MessageType} the CloudEvents types;
 * beside them stands one record per type, sealed under {@link dev.patrol.model.Event} and
 * {@link dev.patrol.model.Command}. In {@code token} is how tokens, lineages and secrets are named, in {@code wire} the
 * JSON and the CloudEvents binary mapping.
 *
 * <p>A JSON Schema per type lies in {@code schemas/} on the class path, the AsyncAPI document beside that folder as
 * {@code asyncapi.yaml}.
 */
package dev.patrol.model;
