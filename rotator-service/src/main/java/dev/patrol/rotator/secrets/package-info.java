/** Where each organization's secrets are kept. */
package dev.patrol.rotator.secrets;
