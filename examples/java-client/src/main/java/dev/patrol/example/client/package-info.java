/**
 * A dependent of Patrol, as an example to take from: it reads a token from the vault, follows its rotations, swaps the value in
 * memory, and says so, upon which Patrol need not wait any longer to revoke the previous token.
 *
 * <p>{@link dev.patrol.example.client.TokenClient} is what a program uses.
 */
package dev.patrol.example.client;
