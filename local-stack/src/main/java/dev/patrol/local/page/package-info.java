/** The stack as a web page and as JSON. */
package dev.patrol.local.page;
