package io.tokentally.providers.prices;

import java.time.LocalTime;

/**
 * Hours of the day, in UTC.
 *
 * @param from when they begin
 * @param until when they are over; before {@code from} if they go over midnight
 */
record Hours(LocalTime from, LocalTime until) {}
