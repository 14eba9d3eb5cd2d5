package io.tokentally.providers.prices;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.price.PriceColumns;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A price file of our own, as a list: names that it leaves without a price are skipped entries. */
public final class OwnList {

  private OwnList() {}

  /**
   * {@return what the file holds}
   *
   * @param name the name of the list
   * @param isLikeLiteLlm whether its names are LiteLLM's, and found as those are; else they are
   *     found as they stand
   * @throws io.tokentally.ValidationException for each error of the file
   */
  public static ImportedList read(String name, Map<?, ?> file, boolean isLikeLiteLlm) {
    ImportLog log = new ImportLog();
    LiteLlmMatcher.Builder matcher = new LiteLlmMatcher.Builder();
    Map<List<String>, List<PriceRow>> entries = new LinkedHashMap<>();
    for (PriceRow row : PriceTable.ofFile(file).rows()) {
      List<String> names = List.of(row.llmId(), String.valueOf(row.providerId()));
      entries.computeIfAbsent(names, unused -> new ArrayList<>(1)).add(row);
    }
    entries.forEach(
        (names, rows) -> {
          log.load(names.get(0), rows, List.of());
          matcher.add(names.get(0), rows.get(0).providerId(), null, rows);
        });
    List<Map<?, ?>> unpriced = objects(file, PriceColumns.UNPRICED);
    for (Map<?, ?> entry : unpriced) {
      String model = requireNonNull(PriceColumns.MODEL.read(entry));
      String reason = requireNonNull(PriceColumns.REASON.read(entry));
      log.skip(model, reason);
      matcher.add(model, PriceColumns.PROVIDER.read(entry), reason, List.of());
    }
    LocalDate oldest =
        objects(file, PriceColumns.LISTS).stream()
            .map(OwnList::asOf)
            .min(LocalDate::compareTo)
            .orElse(null);
    int size = entries.size() + unpriced.size();
    return log.finish(name, oldest, isLikeLiteLlm ? matcher.build() : null, size);
  }

  private static LocalDate asOf(Map<?, ?> list) {
    return LocalDate.ofInstant(requireNonNull(PriceColumns.AS_OF.read(list)), ZoneOffset.UTC);
  }

  private static List<Map<?, ?>> objects(Map<?, ?> file, String name) {
    List<Map<?, ?>> objects = new ArrayList<>();
    if (file.get(name) instanceof List<?> all) {
      all.forEach(each -> objects.add((Map<?, ?>) requireNonNull(each)));
    }
    return objects;
  }
}
