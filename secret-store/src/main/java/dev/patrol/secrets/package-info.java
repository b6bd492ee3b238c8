/**
 * Where values are kept: one small interface with Azure Key Vault or an encrypted folder behind it.
 *
 * <p>{@link dev.patrol.secrets.SecretStores} opens a store at a {@link dev.patrol.secrets.SecretStoreLocation}; services
 * inject the one that their settings name.
 */
package dev.patrol.secrets;
