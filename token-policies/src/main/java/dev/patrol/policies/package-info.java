/**
 * What tokens should be like: pure rules over what is known of a token, and over a token that is only asked for. The scanner
 * asks them of every token that it sees, the rotator before it creates one; so both go by the same words and settings.
 */
package dev.patrol.policies;
