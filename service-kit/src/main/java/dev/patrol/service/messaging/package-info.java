/** Publishing and reading records by the contract of {@code shared-model}. */
package dev.patrol.service.messaging;
