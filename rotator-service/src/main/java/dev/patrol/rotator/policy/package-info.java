/** What may be created: rules that are asked before a command has a token made. Pure decisions. */
package dev.patrol.rotator.policy;
