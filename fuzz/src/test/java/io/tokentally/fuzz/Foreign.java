package io.tokentally.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.ValidationException;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What may come of foreign text: a value, or a refusal of bounded size. Nothing else may. */
public final class Foreign {

  private static final int MOST_OF_A_MESSAGE = 100_000;

  /** The kept faults are bounded; every character may become six. */
  private static final int MOST_OF_AN_ANSWER = 10_000_000;

  private Foreign() {}

  /** {@return the bytes as text, whatever they are} */
  public static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** {@return whether no half of a surrogate pair stands alone in a text} */
  static boolean isWhole(String text) {
    return text.codePoints()
        .noneMatch(c -> Character.MIN_SURROGATE <= c && c <= Character.MAX_SURROGATE);
  }

  /** {@return what the reader makes of the text, null if it refuses it} */
  public static <T> @Nullable T read(byte[] bytes, Function<String, T> reader) {
    return orRefused(() -> reader.apply(text(bytes)));
  }

  /** {@return the value, null if it is refused} */
  public static <T> @Nullable T orRefused(Supplier<T> supplier) {
    try {
      return supplier.get();
    } catch (ValidationException e) {
      check(e);
      return null;
    }
  }

  /** Checks that a refusal says something, and not too much. */
  public static void check(ValidationException refusal) {
    assertThat(refusal.errors()).isNotEmpty();
    assertThat(refusal.getMessage().length()).isBetween(1, MOST_OF_A_MESSAGE);
    String json = refusal.toJson();
    assertThat(json.length()).isLessThan(MOST_OF_AN_ANSWER);
    ErrorCollector faults = new ErrorCollector();
    JsonReader.read(json, Loc.ROOT, faults);
    faults.throwIfAny();
  }
}
