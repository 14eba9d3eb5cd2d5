package io.tokentally.providers.usage;

/**
 * What a member of a usage object is.
 *
 * @param meaning what its value says
 * @param signs what its presence shows, as {@link Sign#bits}
 */
record Member(Meaning meaning, long signs) {}
