package io.tokentally.providers.usage;

import io.tokentally.providers.usage.Meaning.Beside;
import io.tokentally.providers.usage.Meaning.Count;
import io.tokentally.providers.usage.Meaning.Skipped;
import org.jspecify.annotations.Nullable;

/**
 * The members of usage details of Langfuse: {@code input}, {@code output}, and parts under {@code
 * input_} and {@code output_}, each of which the two leave out. Usage of a provider may stand in
 * its place.
 */
final class LangfuseNames extends Names {

  private static final String INPUT = "input_";
  private static final String OUTPUT = "output_";

  @Override
  @Nullable Member get(String name) {
    Member part = null;
    if (name.startsWith(INPUT)) {
      part = part(Members.INPUT_DETAILS.get(name.substring(INPUT.length())), Quantity.INPUT);
    } else if (name.startsWith(OUTPUT)) {
      part = part(Members.OUTPUT_DETAILS.get(name.substring(OUTPUT.length())), Quantity.OUTPUT);
    }
    return part == null ? Members.TOP.get(name) : part;
  }

  private static @Nullable Member part(@Nullable Member detail, Quantity whole) {
    if (detail == null) {
      return null;
    }
    if (detail.meaning() instanceof Skipped) {
      return new Member(new Beside(whole, null), Sign.PLAIN.bit);
    }
    if (!(detail.meaning() instanceof Count count)) {
      return null;
    }
    return switch (count.quantity()) {
      // These two are settled with the total as evidence.
      case CACHE_READ, CACHE_WRITE, CACHE_WRITE_SHORT, CACHE_WRITE_1H, REASONING ->
          new Member(count, Sign.PLAIN.bit);
      default -> new Member(new Beside(whole, count.quantity()), Sign.PLAIN.bit);
    };
  }
}
