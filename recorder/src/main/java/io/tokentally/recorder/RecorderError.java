package io.tokentally.recorder;

/**
 * Errors of one kind that a {@link CallRecorder} kept from its caller.
 *
 * @param where the sink that threw, or {@code call} for values that a call cannot hold
 * @param count how often
 * @param last what the last one said
 */
public record RecorderError(String where, long count, String last) {}
