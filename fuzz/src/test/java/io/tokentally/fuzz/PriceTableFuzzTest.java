package io.tokentally.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import org.junit.jupiter.params.provider.MethodSource;

/** The library's own form of prices: every row that is read prices its model. */
class PriceTableFuzzTest {

  @MethodSource("io.tokentally.fuzz.Seeds#costs")
  @DictionaryFile(resourcePath = "/io/tokentally/fuzz/prices.dict")
  @FuzzTest(maxExecutions = 1_200_000, maxDuration = "2h")
  void prices(byte[] json) {
    PriceTable table = Foreign.read(json, PriceTable::parse);
    if (table != null) {
      for (PriceRow row : table.rows()) {
        assertThat(table.choose(row.llmId(), "p", row.effectiveDate(), TallyOptions.DEFAULT))
            .hasValueSatisfying(choice -> assertThat(choice.row()).isEqualTo(row));
      }
      Samples.askAll(table);
    }
  }
}
