/**
 * {@code ./patrol check}: tries everything that the settings name, and says what mends what does not work. It leaves nothing
 * behind but a disabled version of one secret.
 */
package dev.patrol.cli.check;
