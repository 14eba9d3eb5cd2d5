package io.tokentally.examples.service;

import java.util.ArrayList;
import java.util.List;

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
    Addition addition = new Addition(added);
    log.commit(added.stream().map(StoredCall::json).toList(), addition);
    return addition.count;
  }

  /** Calls that are to be added. */
  private final class Addition implements CommitLog.Change {
    private final List<StoredCall> calls;
    private final List<CallIndex.Link> links = new ArrayList<>();
    private int count;

    Addition(List<StoredCall> calls) {
      this.calls = calls;
    }

    @Override
    public void prepare() {
      for (StoredCall call : calls) {
        CallIndex.Link link = index.prepare(call);
        if (link != null) {
          links.add(link);
        }
      }
    }

    @Override
    public void make() {
      for (int i = 0; i < links.size(); i++) {
        count += index.add(links.get(i)) ? 1 : 0;
      }
    }
  }

  CallIndex index() {
    return index;
  }
}
