package io.tokentally.providers.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tokentally.providers.prices.BundledReader.Bundle;
import io.tokentally.providers.prices.BundledReader.Origin;
import io.tokentally.providers.prices.BundledWriter.Left;
import io.tokentally.providers.prices.BundledWriter.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The file of bundled prices: what is read of it is all that is in it. */
class BundledFileTest {
  private static final Pattern PROVIDER =
      Pattern.compile("\"model\":\"([^\"]*)\"(?:,\"provider\":\"([^\"]*)\")?,\"reason\"");

  @Test
  void whatIsReadIsWrittenAsItStands() {
    String text = BundledFile.read();
    Bundle bundle = BundledReader.read(text);
    List<Origin> lists = new ArrayList<>();
    bundle.origins().values().forEach(of -> of.forEach(each -> addOnce(lists, each)));
    lists.sort((a, b) -> Integer.compare(text.indexOf(a.url()), text.indexOf(b.url())));
    List<Said> rows =
        bundle.list().rows().stream()
            .map(
                row ->
                    new Said(
                        row,
                        bundle.origins().get(row.llmId()).stream().map(lists::indexOf).toList()))
            .toList();
    List<Left> left = new ArrayList<>();
    Matcher providers = PROVIDER.matcher(text);
    for (ImportedList.Skipped entry : bundle.list().skipped()) {
      assertThat(providers.find()).isTrue();
      assertThat(providers.group(1)).isEqualTo(entry.entry());
      left.add(new Left(entry.entry(), providers.group(2), entry.reason()));
    }
    assertThat(BundledWriter.text(lists, rows, left)).isEqualTo(text);
  }

  private static void addOnce(List<Origin> lists, Origin list) {
    if (!lists.contains(list)) {
      lists.add(list);
    }
  }

  @Test
  void noNameIsPricedAndLeftOut() {
    Bundle bundle = BundledReader.read(BundledFile.read());
    Set<String> both = new TreeSet<>(bundle.list().loaded());
    both.retainAll(bundle.list().skipped().stream().map(ImportedList.Skipped::entry).toList());
    assertThat(both).isEmpty();
  }

  @Test
  void namesItsListsAndTheirLicences() {
    Bundle bundle = BundledReader.read(BundledFile.read());
    assertThat(bundle.origins().values().stream().flatMap(List::stream).distinct())
        .extracting(Origin::name, Origin::licence)
        .containsExactlyInAnyOrder(tuple("LiteLLM", "MIT"), tuple("genai-prices", "MIT"));
  }
}
