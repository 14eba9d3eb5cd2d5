package io.tokentally.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tokentally.providers.PriceList;
import io.tokentally.providers.PriceLists;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/** A price list in either form of the world, named or recognised. */
class PriceListFuzzTest {

  private static final List<Function<String, PriceList>> FORMS =
      List.of(PriceLists::liteLlm, PriceLists::genaiPrices);

  @MethodSource("io.tokentally.fuzz.Seeds#priceLists")
  @DictionaryFile(resourcePath = "/io/tokentally/fuzz/prices.dict")
  @FuzzTest(maxExecutions = 700_000, maxDuration = "2h")
  void list(byte[] json) {
    check(Foreign.read(json, PriceLists::parse));
    // One form each time: the fuzzer finds inputs of every length.
    check(Foreign.read(json, FORMS.get(json.length % FORMS.size())));
  }

  private static void check(@Nullable PriceList list) {
    if (list != null) {
      assertThat(list.loaded()).isLessThanOrEqualTo(list.entries());
      assertThat(list.toString()).isNotEmpty();
      Samples.askAll(list.table());
    }
  }
}
