package io.tokentally.aggregation.rollup.live;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.rollup.ledger.Sums;
import io.tokentally.aggregation.rollup.scope.Signature;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call of a rollup that changes, and what it sums up to. */
public final class LiveCall {

  /** The record that counts. */
  public TracedCall record;

  public boolean finished;

  /** What the record's own usage says. */
  public Sums recorded;

  /** Whether the call counts in another trace. */
  public boolean loggedBefore;

  /** The recorded usage, none of it if the call counts in another trace. */
  public Sums own = new Sums();

  /** Whether the own usage repeats usage below, and does not count. */
  boolean repeated;

  /** Recorded usage of the nearest calls below that have any; where the scope is decided. */
  final Sums nearest = new Sums();

  /** How many calls below say the same as this one; where the scope is decided. */
  int same;

  /** What others may ask for, and what this one asks for; where the scope is decided. */
  List<Signature> offered = List.of();

  List<Signature> asked = List.of();

  /** The calls directly below; where the scope is decided. */
  Set<LiveCall> childCalls = Set.of();

  /** What the calls below have handed up. */
  final Sums below = new Sums();

  /** What is to be added to {@link #below}, and handed up; null for nothing. */
  @Nullable Sums waiting;

  /** Whether this call hands something up next. */
  boolean isExpected;

  /** How many of the calls directly below do. */
  int expects;

  /** The call above; null for a root, and for a call on a cycle. */
  @Nullable LiveCall parent;

  /** How many calls have this one as their {@link #parent}. */
  int children;

  /** The calls of the cycle that this one is on; empty if there is none. */
  List<LiveCall> cycle = List.of();

  /** The budgets that were exceeded when last looked at. */
  final BitSet exceeded = new BitSet();

  LiveCall(TracedCall record, Sums recorded) {
    this.record = record;
    this.recorded = recorded;
  }

  public LiveCall root() {
    LiveCall at = this;
    while (at.parent != null) {
      at = at.parent;
    }
    return at;
  }

  /** {@return the id of the call above, null for none} */
  @Nullable String parentId() {
    String id = record.parentId();
    return id == null || id.isEmpty() ? null : id;
  }
}
