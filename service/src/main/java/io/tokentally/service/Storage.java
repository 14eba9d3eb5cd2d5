package io.tokentally.service;

import io.tokentally.Call;
import io.tokentally.aggregation.PriceRow;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * The calls and the prices of a service: in memory, or in memory and in the files of a directory.
 * Thread-safe.
 */
public final class Storage implements Closeable {

  private final StoredCalls calls;
  private final StoredPrices prices;
  private final List<Closeable> open;

  private Storage(StoredCalls calls, StoredPrices prices, List<Closeable> open) {
    this.calls = calls;
    this.prices = prices;
    this.open = open;
  }

  /** {@return an empty storage that ends with the process} */
  public static Storage inMemory() {
    return inMemory(MemoryBudget.ofHeap());
  }

  static Storage inMemory(MemoryBudget memory) {
    return new Storage(
        new StoredCalls(new CallIndex(), CommitLog.unwritten(), memory),
        new StoredPrices(new PriceRows(memory), CommitLog.unwritten()),
        List.of());
  }

  /**
   * {@return what the directory holds; it is made if it is not there}
   *
   * @param notice is given what was repaired, a line each
   * @throws StorageException if another service has the directory, a file in it is damaged, or it
   *     cannot be read
   */
  public static Storage open(Path directory, Consumer<String> notice) {
    MemoryBudget memory = MemoryBudget.ofHeap();
    List<Closeable> open = new ArrayList<>();
    try {
      DataDirectory data = DataDirectory.open(directory);
      open.add(data);
      CallIndex index = new CallIndex();
      StoredCalls loaded = new StoredCalls(index, CommitLog.unwritten(), memory);
      Journal callJournal =
          data.journal("calls.ndjson", json -> loaded.load(StoredCall.ofRecord(json)), notice);
      open.add(callJournal);
      PriceRows prices = new PriceRows(memory);
      Journal priceJournal =
          data.journal("prices.ndjson", json -> PriceRecord.parse(json).applyTo(prices), notice);
      open.add(priceJournal);
      if (memory.isOverfull()) {
        notice.accept(directory + " holds more than this process has room for: no more is taken");
      }
      return new Storage(
          new StoredCalls(index, callJournal, memory),
          new StoredPrices(prices, priceJournal),
          open);
    } catch (IOException e) {
      closeAll(open);
      throw new StorageException(directory + " cannot be used", e);
    } catch (StorageException e) {
      closeAll(open);
      throw e;
    }
  }

  /**
   * Adds a call that is not written to the directory. A call without a project is left out: every
   * operation asks for one.
   */
  public void addInMemory(Call call) {
    calls.load(StoredCall.of(call));
  }

  /** Adds prices for every project that are not written to the directory. */
  public void addInMemory(Collection<PriceRow> rows) {
    prices.held().addDefaults(rows);
  }

  /** {@return whether a write failed, so that no more changes are taken} */
  boolean isBroken() {
    return calls.isBroken() || prices.isBroken();
  }

  StoredCalls calls() {
    return calls;
  }

  StoredPrices prices() {
    return prices;
  }

  @Override
  public void close() {
    closeAll(open);
  }

  /** The directory, and with it its lock, is the first of them and goes last. */
  private static void closeAll(List<Closeable> open) {
    List<Closeable> reversed = new ArrayList<>(open);
    Collections.reverse(reversed);
    for (Closeable each : reversed) {
      try {
        each.close();
      } catch (IOException e) {
        // What was committed is on the disk already; there is nothing left to lose.
      }
    }
  }
}
