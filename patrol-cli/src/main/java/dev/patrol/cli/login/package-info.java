/** {@code ./patrol login}: a person signs in as the user whose tokens Patrol looks after, and the sign-in is kept. */
package dev.patrol.cli.login;
