package io.tokentally.dsl;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.tokentally.json.JsonText;
import java.io.IOException;

/** Writes a query with Jackson. */
final class QuerySerializer extends StdSerializer<Query> {

  private static final long serialVersionUID = 1;

  QuerySerializer() {
    super(Query.class);
  }

  @Override
  public void serialize(Query query, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    // Not by the mapper: it may leave out nulls, unwrap lists or write decimals its own way.
    JsonText.write(QueryWriter.toPlain(query.expr()), json);
  }
}
