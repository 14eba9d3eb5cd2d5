package io.tokentally.providers;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;

/**
 * Where a bundled price comes from.
 *
 * <p>Components may be added in a minor release.
 *
 * @param url the list that it was taken from
 * @param checked the day of that list
 * @param crossCheckedWith the other price lists that say the same, each with its day
 */
public record PriceSource(String url, LocalDate checked, List<String> crossCheckedWith) {

  public PriceSource {
    requireNonNull(url, "url");
    requireNonNull(checked, "checked");
    crossCheckedWith = List.copyOf(crossCheckedWith);
  }
}
