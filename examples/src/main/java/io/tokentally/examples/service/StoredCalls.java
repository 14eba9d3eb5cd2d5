package io.tokentally.examples.service;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Adds calls to the index once they are on the disk. Thread-safe. */
final class StoredCalls {

  private final CallIndex index;
  private final CommitLog log;

  StoredCalls(CallIndex index, CommitLog log) {
    this.index = index;
    this.log = log;
  }

  /**
   * {@return how many of the calls were new} Either all new ones are stored or, on failure, none.
   */
  int add(List<StoredCall> calls) {
    List<StoredCall> added = calls.stream().filter(call -> !index.contains(call)).toList();
    if (added.isEmpty()) {
      return 0;
    }
    AtomicInteger count = new AtomicInteger();
    log.commit(
        added.stream().map(StoredCall::json).toList(),
        () -> added.forEach(call -> count.addAndGet(index.add(call) ? 1 : 0)));
    return count.get();
  }

  CallIndex index() {
    return index;
  }
}
