package io.tokentally.providers;

import io.tokentally.aggregation.ModelMatcher;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.providers.prices.ImportedList;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A price list as a table of prices, with an account of what became of each of its entries: {@link
 * #entries} is {@link #loaded} plus the number of {@link #skipped} ones. Immutable and thread-safe.
 */
public final class PriceList {

  private final String name;
  private final @Nullable LocalDate asOf;
  private final PriceTable table;
  private final int entries;
  private final int loaded;
  private final List<SkippedEntry> skipped;
  private final List<PartialEntry> partly;

  private PriceList(ImportedList list, PriceTable table) {
    this.name = list.name();
    this.asOf = list.asOf();
    this.table = table;
    this.entries = list.entries();
    this.loaded = list.loaded().size();
    this.skipped =
        list.skipped().stream().map(each -> new SkippedEntry(each.entry(), each.reason())).toList();
    this.partly =
        list.partly().stream().map(each -> new PartialEntry(each.entry(), each.leftOut())).toList();
  }

  static PriceList of(ImportedList list) {
    PriceTable rows = PriceTable.of(list.rows());
    ModelMatcher matcher = list.matcher();
    return new PriceList(list, matcher == null ? rows : rows.matching(matcher));
  }

  /** {@return the name of the list, such as {@code LiteLLM}} */
  public String name() {
    return name;
  }

  /** {@return the day on which its prices were in effect, null if the list does not say} */
  public @Nullable LocalDate asOf() {
    return asOf;
  }

  /**
   * {@return the prices, in the order of the list, in currency per token} They apply to every
   * project.
   */
  public List<PriceRow> rows() {
    return table.rows();
  }

  /**
   * {@return the prices as a table that finds models the way the list names them} A model that
   * somebody serves is never priced as served by somebody else, unless the list says so.
   */
  public PriceTable table() {
    return table;
  }

  /** {@return how many entries the list has} */
  public int entries() {
    return entries;
  }

  /** {@return how many of them gave a price} */
  public int loaded() {
    return loaded;
  }

  /** {@return the others, each with the reason} */
  public List<SkippedEntry> skipped() {
    return skipped;
  }

  /** {@return those of the loaded entries that say more than token rates can} */
  public List<PartialEntry> partly() {
    return partly;
  }

  /** {@return name and numbers of entries, for people} */
  @Override
  public String toString() {
    String day = asOf == null ? "" : " of " + asOf;
    return name + day + ": " + entries + " entries, " + loaded + " loaded";
  }
}
