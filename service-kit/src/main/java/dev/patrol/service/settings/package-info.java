/** Settings as people give them: environment variables, checked before anything else starts. */
package dev.patrol.service.settings;
