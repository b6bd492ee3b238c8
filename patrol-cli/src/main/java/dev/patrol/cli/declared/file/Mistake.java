package dev.patrol.cli.declared.file;

/**
 * Something in the file that can't stay.
 *
 * @param what what is wrong, a sentence
 * @param remedy what mends it, a sentence
 */
public record Mistake(Place place, String what, String remedy) {}
