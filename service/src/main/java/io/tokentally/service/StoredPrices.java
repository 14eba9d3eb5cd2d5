package io.tokentally.service;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.operations.PriceStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Changes price rows once the change is on the disk. Thread-safe. */
final class StoredPrices implements PriceStore {

  private final PriceRows rows;
  private final CommitLog log;

  StoredPrices(PriceRows rows, CommitLog log) {
    this.rows = rows;
    this.log = log;
  }

  @Override
  public List<PriceRow> rows() {
    return rows.all();
  }

  @Override
  public void add(List<PriceRow> added) {
    commit(added.stream().map(PriceRecord::adding).toList());
  }

  @Override
  public void remove(Collection<String> ids) {
    commit(ids.stream().filter(rows::contains).map(PriceRecord::removing).toList());
  }

  private void commit(List<PriceRecord> records) {
    if (!records.isEmpty()) {
      log.commit(new Changes(records));
    }
  }

  /** Rows that are to be created or removed. */
  private final class Changes implements CommitLog.Change {
    private final List<PriceRecord> records;
    private final List<String> lines;
    private final List<PriceRow> created = new ArrayList<>();

    Changes(List<PriceRecord> records) {
      this.records = records;
      this.lines = records.stream().map(PriceRecord::toJson).toList();
    }

    @Override
    public List<String> prepare() {
      for (PriceRecord record : records) {
        if (record.add() != null) {
          created.add(record.add());
        }
      }
      rows.prepare(created);
      return lines;
    }

    @Override
    public void make() {
      for (int i = 0; i < created.size(); i++) {
        rows.add(created.get(i));
      }
      for (int i = 0; i < records.size(); i++) {
        String removed = records.get(i).remove();
        if (removed != null) {
          rows.remove(removed);
        }
      }
    }
  }

  boolean isBroken() {
    return log.isBroken();
  }

  PriceRows held() {
    return rows;
  }
}
