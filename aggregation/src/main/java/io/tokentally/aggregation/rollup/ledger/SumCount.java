package io.tokentally.aggregation.rollup.ledger;

import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts sums while they are made, and ends that where there are too many. Counted is what calls
 * have below them, not what is stored of it, so that the order of the calls does not matter.
 * Thread-safe.
 */
public final class SumCount {

  /** Who makes sums need not tell of fewer at a time. */
  public static final int STEP = 1 << 12;

  private final long most;
  private final AtomicLong count = new AtomicLong();

  public SumCount(TallyOptions options) {
    this.most = options.maxSums();
  }

  public void add(long more) {
    if (count.addAndGet(more) > most) {
      throw refusal(most);
    }
  }

  public static ValidationException refusal(long most) {
    String msg = "expected at most " + most + " sums of a call and a model, found more";
    return ErrorCollector.refusal(Loc.ROOT.key("calls"), Type.LIMIT, msg);
  }
}
