package dev.patrol.notifier.post;

import java.time.Duration;

/**
 * When many of one type are too many.
 *
 * @param after how many letters of one event each a recipient gets within the window
 * @param window time between two tables, and after which a storm without one is over
 * @param gather how long the first table waits for more
 * @param mostInOne how many lines a table has at most
 */
public record StormRules(int after, Duration window, Duration gather, int mostInOne) {}
