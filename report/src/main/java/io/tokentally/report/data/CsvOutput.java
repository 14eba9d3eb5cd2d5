package io.tokentally.report.data;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.tokentally.report.Sink;
import java.io.IOException;
import java.util.List;

/** CSV for programs: a header, then rows, every number exact and in plain form. */
final class CsvOutput {

  private CsvOutput() {}

  /** {@return a writer of rows, the header already written} */
  static SequenceWriter open(List<String> columns, Sink to) throws IOException {
    CsvSchema.Builder schema = CsvSchema.builder();
    columns.forEach(schema::addColumn);
    SequenceWriter csv =
        CsvMapper.csvBuilder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build()
            .writer(schema.build())
            .writeValues(to.out());
    csv.write(columns);
    return csv;
  }
}
