/** What people and programs write as they like, such as the names of tokens: patterns over it, and what it may do to a log. */
package dev.patrol.service.text;
