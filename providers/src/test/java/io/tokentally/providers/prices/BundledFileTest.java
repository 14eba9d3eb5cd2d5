package io.tokentally.providers.prices;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.PriceTable;
import io.tokentally.providers.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The file of bundled prices is a price file like any other. */
class BundledFileTest {

  private static final Map<?, ?> FILE = Json.object(BundledFile.text());
  private static final List<Map<?, ?>> LISTS = objects("lists");

  private static List<Map<?, ?>> objects(String name) {
    List<Map<?, ?>> objects = new ArrayList<>();
    ((List<?>) FILE.get(name)).forEach(each -> objects.add((Map<?, ?>) each));
    return objects;
  }

  @Test
  void whatIsReadIsWrittenAsItStands() {
    PriceTable prices = PriceTable.ofFile(FILE);
    assertThat(BundledPricesMaker.text(prices, LISTS, objects("unpriced")))
        .isEqualTo(BundledFile.text());
    assertThat(PriceTable.parse(BundledFile.text()).rows()).isEqualTo(prices.rows());
  }

  @Test
  void noNameIsPricedAndLeftOut() {
    Set<String> both = new TreeSet<>(BundledFile.list().loaded());
    both.retainAll(BundledFile.list().skipped().stream().map(ImportedList.Skipped::entry).toList());
    assertThat(both).isEmpty();
  }

  @Test
  void namesItsListsAndTheirLicences() {
    assertThat(LISTS.stream().map(list -> (String) list.get("name")))
        .containsExactly("LiteLLM", "genai-prices");
    assertThat(LISTS)
        .allSatisfy(
            list -> {
              assertThat(list.get("licence")).isEqualTo("MIT");
              assertThat((String) list.get("url")).startsWith("https://");
            });
  }

  @Test
  void everyPriceSaysWhichListsOfWhichDayHaveIt() {
    String any =
        LISTS.stream()
            .map(list -> Pattern.quote(list.get("name") + " " + list.get("as_of")))
            .collect(Collectors.joining("|"));
    assertThat(PriceTable.ofFile(FILE).rows())
        .allSatisfy(
            row ->
                assertThat(row.source())
                    .matches("(%s)(, (%s))?(; https?://\\S+.*)?".formatted(any, any)));
  }
}
