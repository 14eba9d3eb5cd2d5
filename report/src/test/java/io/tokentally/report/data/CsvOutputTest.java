package io.tokentally.report.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.tokentally.report.Sink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class CsvOutputTest {

  @Property
  void anotherReaderReadsTheSame(
      @ForAll @Size(min = 1, max = 5)
          List<
                  @Size(value = 3) List<
                      @StringLength(max = 8) @CharRange(from = '\t', to = '0')
                      @CharRange(from = '\u00a0', to = '\u20ac') String>>
              rows)
      throws IOException {
    List<List<String>> read =
        new CsvMapper()
            .readerForListOf(String.class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .<List<String>>readValues(written(rows))
            .readAll();
    assertThat(read).isEqualTo(rows);
  }

  @Test
  void numbersArePlainAndNothingStandsForNull() throws IOException {
    assertThat(
            written(
                List.of(Arrays.asList("a,\"b\"", 12L, new BigDecimal("1E-7"), null, "", "x y"))))
        .isEqualTo("\"a,\"\"b\"\"\",12,0.0000001,,,x y\n");
  }

  private static String written(List<? extends List<?>> rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Sink sink = new Sink(out, unused -> {}, () -> Integer.MAX_VALUE);
    try (CsvOutput csv = CsvOutput.open(List.of(), sink)) {
      for (List<?> row : rows) {
        csv.write(row);
      }
    }
    return out.toString(StandardCharsets.UTF_8).substring(1); // the empty header
  }
}
