package io.tokentally.aggregation.rollup.scope;

import java.util.BitSet;
import java.util.List;

/**
 * Something that usage says of itself, such that two usages {@linkplain TokenTotals#says say the
 * same} if one offers what the other asks for. In an order, so that a map stays fast when hashes
 * collide.
 */
public record Signature(
    Form form, long prompt, long completion, long total, long cacheRead, long cacheCreation)
    implements Comparable<Signature> {

  private static final int FILTER_BIT_COUNT = 20;

  /** How large a filter is. */
  static final int FILTER_BITS = 1 << FILTER_BIT_COUNT;

  private static final long MIX = 0x9E3779B97F4A7C15L;

  /** What is looked at. */
  public enum Form {
    /** Prompt, completion, total and both caches. */
    WHOLE(1),
    /** Prompt, completion and total, whatever was cached. */
    ANY_CACHE(2),
    /** The uncached part of the prompt, where some was cached, and completion. */
    UNCACHED(3),
    /** Prompt and completion, where nothing was cached. */
    WITHOUT_CACHE(4),
    /** The total alone. */
    TOTAL(5);

    private final long filterSeed;

    Form(long number) {
      this.filterSeed = number * MIX;
    }
  }

  /** {@return what others may ask for} */
  public static List<Signature> offered(TokenTotals usage) {
    long completion = usage.completion();
    if (!usage.isComparable() || usage.isTotalAlone()) {
      return List.of(new Signature(Form.TOTAL, 0, 0, usage.total(), 0, 0));
    }
    Signature whole = whole(usage);
    Signature any = new Signature(Form.ANY_CACHE, usage.prompt(), completion, usage.total(), 0, 0);
    Signature total = new Signature(Form.TOTAL, 0, 0, usage.total(), 0, 0);
    return usage.isCached()
        ? List.of(
            whole, any, total, new Signature(Form.UNCACHED, usage.uncached(), completion, 0, 0, 0))
        : List.of(
            whole,
            any,
            total,
            new Signature(Form.WITHOUT_CACHE, usage.prompt(), completion, 0, 0, 0));
  }

  /**
   * {@return whether some signature that usage offers may be in a filter; if not, none is} Nothing
   * is made of them.
   */
  static boolean mayOffer(TokenTotals usage, BitSet filter) {
    long prompt = usage.prompt();
    long completion = usage.completion();
    long total = usage.total();
    return filter.get(
            filterBit(
                Form.WHOLE, prompt, completion, total, usage.cacheRead(), usage.cacheCreation()))
        || filter.get(filterBit(Form.ANY_CACHE, prompt, completion, total, 0, 0))
        || filter.get(filterBit(Form.TOTAL, 0, 0, total, 0, 0))
        || (usage.isCached()
            ? filter.get(filterBit(Form.UNCACHED, usage.uncached(), completion, 0, 0, 0))
            : filter.get(filterBit(Form.WITHOUT_CACHE, prompt, completion, 0, 0, 0)));
  }

  /** {@return the place of this signature in a filter} */
  int filterBit() {
    return filterBit(form, prompt, completion, total, cacheRead, cacheCreation);
  }

  private static int filterBit(
      Form form, long prompt, long completion, long total, long cacheRead, long cacheCreation) {
    long hash = form.filterSeed + prompt;
    hash = hash * MIX + completion;
    hash = hash * MIX + total;
    hash = hash * MIX + cacheRead;
    hash = hash * MIX + cacheCreation;
    hash *= MIX;
    return (int) (hash >>> (Long.SIZE - FILTER_BIT_COUNT));
  }

  /** {@return any one of which is enough} */
  public static List<Signature> asked(TokenTotals usage) {
    if (!usage.isComparable()) {
      return List.of();
    }
    if (usage.isTotalAlone()) {
      return List.of(new Signature(Form.TOTAL, 0, 0, usage.total(), 0, 0));
    }
    long completion = usage.completion();
    return usage.isCached()
        ? List.of(
            whole(usage),
            new Signature(Form.WHOLE, usage.prompt(), completion, usage.total(), 0, 0),
            new Signature(Form.WITHOUT_CACHE, usage.uncached(), completion, 0, 0, 0))
        : List.of(
            new Signature(Form.ANY_CACHE, usage.prompt(), completion, usage.total(), 0, 0),
            new Signature(Form.UNCACHED, usage.prompt(), completion, 0, 0, 0));
  }

  private static Signature whole(TokenTotals usage) {
    return new Signature(
        Form.WHOLE,
        usage.prompt(),
        usage.completion(),
        usage.total(),
        usage.cacheRead(),
        usage.cacheCreation());
  }

  @Override
  public int compareTo(Signature other) {
    int order = form.compareTo(other.form);
    order = order != 0 ? order : Long.compare(prompt, other.prompt);
    order = order != 0 ? order : Long.compare(completion, other.completion);
    order = order != 0 ? order : Long.compare(total, other.total);
    order = order != 0 ? order : Long.compare(cacheRead, other.cacheRead);
    return order != 0 ? order : Long.compare(cacheCreation, other.cacheCreation);
  }
}
