package io.tokentally.otel;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Timestamps as nanoseconds since 1970: 64 bits without a sign, in text or as a number. */
final class UnixNanos {

  private static final BigInteger PER_SECOND = BigInteger.valueOf(1_000_000_000);

  private UnixNanos() {}

  /** {@return the timestamp, null if it is absent or 0, or if it is none, which is an error} */
  static @Nullable Instant read(Map<?, ?> members, String name, Loc at, ErrorCollector faults) {
    Object value = members.get(name);
    if (value == null) {
      return null;
    }
    BigInteger nanos = nanos(value);
    if (nanos == null || nanos.signum() < 0 || nanos.bitLength() > Long.SIZE) {
      String msg = "expected nanoseconds since 1970 in at most 64 bits, found ";
      faults.add(at.key(name), Type.VALUE, msg + JsonValues.describe(value));
      return null;
    }
    BigInteger[] parts = nanos.divideAndRemainder(PER_SECOND);
    return nanos.signum() == 0
        ? null
        : Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
  }

  private static @Nullable BigInteger nanos(Object value) {
    if (value instanceof Long number) {
      return BigInteger.valueOf(number);
    }
    if (value instanceof BigInteger number) {
      return number;
    }
    boolean isInteger = value instanceof String text && text.matches("[0-9]{1,20}");
    return isInteger ? new BigInteger((String) value) : null;
  }
}
