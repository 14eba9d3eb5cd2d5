package io.tokentally.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tokentally.providers.PriceList;
import io.tokentally.providers.PriceLists;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.provider.MethodSource;

/** A price list in either form of the world, named or recognised. */
class PriceListFuzzTest {

  private static final List<Function<String, PriceList>> FORMS =
      List.of(PriceLists::parse, PriceLists::liteLlm, PriceLists::genaiPrices);

  @MethodSource("io.tokentally.fuzz.Seeds#priceLists")
  @DictionaryFile(resourcePath = "/io/tokentally/fuzz/prices.dict")
  @FuzzTest(maxExecutions = 900_000)
  void list(byte[] json) {
    for (Function<String, PriceList> form : FORMS) {
      PriceList list = Foreign.read(json, form);
      if (list != null) {
        assertThat(list.loaded()).isLessThanOrEqualTo(list.entries());
        assertThat(list.toString()).isNotEmpty();
        Samples.askAll(list.table());
      }
    }
  }
}
