/**
 * Obeys commands: who may give them, which token is meant, and what comes of them. Each is answered by events that name it as
 * their cause, also where it is refused.
 */
package dev.patrol.rotator.commands;
