package io.tokentally.service;

import java.util.ArrayList;
import java.util.List;

/** Adds calls to the index once they are on the disk. Thread-safe. */
final class StoredCalls {

  private final CallIndex index;
  private final CommitLog log;
  private final MemoryBudget memory;

  StoredCalls(CallIndex index, CommitLog log, MemoryBudget memory) {
    this.index = index;
    this.log = log;
    this.memory = memory;
  }

  /**
   * {@return how many of the calls were new} A call that is equal to one before it is not. Either
   * all new ones are stored or, on failure, none.
   */
  int add(List<StoredCall> calls) {
    List<StoredCall> unknown = calls.stream().filter(call -> !index.contains(call)).toList();
    if (unknown.isEmpty()) {
      return 0;
    }
    Addition addition = new Addition(unknown);
    log.commit(addition);
    return addition.added.size();
  }

  /** Calls that are to be added, unless equal ones are added before them. */
  private final class Addition implements CommitLog.Change {
    private final List<StoredCall> calls;
    private final List<StoredCall> added;
    private final List<CallIndex.Link> links;
    private long taken;

    Addition(List<StoredCall> calls) {
      this.calls = calls;
      this.added = new ArrayList<>(calls.size());
      this.links = new ArrayList<>(calls.size());
    }

    @Override
    public List<String> prepare() {
      long size = 0;
      for (StoredCall call : calls) {
        if (index.reserve(call)) {
          added.add(call);
          size += call.footprint();
        }
      }
      memory.take(size);
      taken = size;
      for (StoredCall call : added) {
        links.add(index.prepare(call));
      }
      return added.stream().map(StoredCall::json).toList();
    }

    @Override
    public void make() {
      for (int i = 0; i < links.size(); i++) {
        index.add(links.get(i));
      }
    }

    @Override
    public void giveUp() {
      memory.give(taken);
      for (int i = 0; i < added.size(); i++) {
        index.release(added.get(i));
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
