/** Where token values are kept: one small interface, and Azure Key Vault behind it. */
package dev.patrol.secrets;
