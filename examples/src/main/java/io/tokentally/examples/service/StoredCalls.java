package io.tokentally.examples.service;

import java.util.ArrayList;
import java.util.List;

/** Adds calls to the index once they are on the disk. Thread-safe. */
final class StoredCalls {

  private final CallIndex index;
  private final CommitLog log;
  private final HeldMemory memory;

  StoredCalls(CallIndex index, CommitLog log, HeldMemory memory) {
    this.index = index;
    this.log = log;
    this.memory = memory;
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
    private final long size;
    private int count;

    Addition(List<StoredCall> calls) {
      this.calls = calls;
      this.size = calls.stream().mapToLong(StoredCall::footprint).sum();
    }

    @Override
    public void prepare() {
      memory.take(size);
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

  /** Adds a call that need not be written: it is on the disk, or never to be there. */
  void load(StoredCall call) {
    if (index.add(call)) {
      memory.add(call.footprint());
    }
  }

  boolean isBroken() {
    return log.isBroken();
  }

  CallIndex index() {
    return index;
  }
}
