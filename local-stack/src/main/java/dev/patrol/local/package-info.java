/**
 * Everything that Patrol needs, on one machine without Docker: a real Kafka broker, a simulated Azure, a mail inbox, and the
 * four services as processes of their own, which can't tell it from the real world but by addresses and credentials.
 *
 * <p>{@code run} starts and stops it all, {@code services} are the child processes, {@code events} what happens on the
 * topics, {@code mail} the inbox, {@code demo} the story that {@code ./patrol demo} tells, {@code page} what a browser shows,
 * {@code terminal} what the person at the terminal reads.
 */
package dev.patrol.local;
