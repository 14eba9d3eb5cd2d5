package io.tokentally.providers.usage;

import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.usage.CountOverflowException;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What exceeds 64 bits, as users see it. */
public final class Overflow {

  private Overflow() {}

  /**
   * {@return what a reading gives}
   *
   * @throws io.tokentally.ValidationException if a count, or a sum of counts, exceeds 64 bits
   */
  public static <T extends @Nullable Object> T refused(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (CountOverflowException e) {
      String msg = "expected a count of at most 64 bits";
      throw ErrorCollector.refusal(e.place(), Type.VALUE, msg);
    } catch (ArithmeticException e) {
      String msg = "expected counts whose sum is at most 64 bits";
      throw ErrorCollector.refusal(Loc.ROOT, Type.VALUE, msg);
    }
  }
}
