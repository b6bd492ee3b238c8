/** What people have laid down for lineages, which goes before the settings. */
package dev.patrol.service.declarations;
