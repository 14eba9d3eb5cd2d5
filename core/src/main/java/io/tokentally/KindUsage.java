package io.tokentally;

import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Usage of one kind that is none of the contract's counts: audio, images, reasoning, searches, ….
 *
 * <p>Components may be added in a minor release.
 *
 * @param count how many tokens, or what else the kind says
 * @param cost what they cost together, exact; null when costs were not asked for or some of them
 *     have no price. What is within a count is part of its cost as well.
 */
public record KindUsage(long count, @Nullable BigDecimal cost) {
  public KindUsage {
    cost = Numbers.plainOrNull(cost);
  }
}
