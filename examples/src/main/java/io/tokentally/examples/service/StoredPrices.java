package io.tokentally.examples.service;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.operations.PriceStore;
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
      log.commit(
          records.stream().map(PriceRecord::toJson).toList(),
          () -> records.forEach(record -> record.applyTo(rows)));
    }
  }

  PriceRows held() {
    return rows;
  }
}
