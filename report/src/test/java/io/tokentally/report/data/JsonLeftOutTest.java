package io.tokentally.report.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.LeftOut;
import io.tokentally.aggregation.ScopeDecision;
import io.tokentally.aggregation.UsageNote;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What JSON says of findings that are too many to list. */
class JsonLeftOutTest {

  private static final LeftOut SOME =
      new LeftOut(
          Map.of(Anomaly.Kind.ORPHAN, 1_234L, Anomaly.Kind.CYCLE, 1L),
          Map.of(UsageNote.Kind.PRICED_AS_TEXT, 20L),
          3,
          0,
          Map.of(ScopeDecision.Kind.OWN_BESIDE_BELOW, 7L));

  @Test
  void jsonCountsThemByKind() throws IOException {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      JsonFindings.writeLeftOut(json, SOME);
      json.writeEndObject();
    }
    assertThat(out)
        .hasToString(
            "{\"left_out\":{\"anomalies\":{\"CYCLE\":1,\"ORPHAN\":1234},"
                + "\"notes\":{\"PRICED_AS_TEXT\":20},\"scope_decisions\":{\"OWN_BESIDE_BELOW\":7},"
                + "\"unrecognised\":3,\"unpriced_kinds\":0}}");
  }
}
