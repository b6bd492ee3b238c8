/** Which letters go out now: one event each, a storm's table, or a digest. Pure decisions. */
package dev.patrol.notifier.post;
