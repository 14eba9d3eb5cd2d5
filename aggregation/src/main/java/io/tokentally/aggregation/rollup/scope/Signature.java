package io.tokentally.aggregation.rollup.scope;

import java.util.List;

/**
 * Something that usage says of itself, such that two usages {@linkplain TokenTotals#says say the
 * same} if one offers what the other asks for. In an order, so that a map stays fast when hashes
 * collide.
 */
public record Signature(
    Form form, long prompt, long completion, long total, long cacheRead, long cacheCreation)
    implements Comparable<Signature> {

  /** What is looked at. */
  public enum Form {
    /** Prompt, completion, total and both caches. */
    WHOLE,
    /** Prompt, completion and total, whatever was cached. */
    ANY_CACHE,
    /** The uncached part of the prompt, where some was cached, and completion. */
    UNCACHED,
    /** Prompt and completion, where nothing was cached. */
    WITHOUT_CACHE,
    /** The total alone. */
    TOTAL
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
