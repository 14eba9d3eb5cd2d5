package io.tokentally.dsl.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.tokentally.ValidationException;
import io.tokentally.dsl.Query;
import io.tokentally.dsl.QueryLimits;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import java.io.IOException;

/**
 * Reads a query with Jackson; a {@code ValidationException} is the cause of Jackson's own
 * exception.
 */
public final class QueryDeserializer extends StdDeserializer<Query> {

  private static final long serialVersionUID = 1;

  public QueryDeserializer() {
    super(Query.class);
  }

  @Override
  public Query deserialize(JsonParser json, DeserializationContext context) throws IOException {
    try {
      ErrorCollector faults = new ErrorCollector();
      Object document = QueryNesting.read(() -> JsonReader.readCurrent(json, Loc.ROOT, faults));
      return QueryReader.read(document, faults, QueryLimits.DEFAULT);
    } catch (ValidationException e) {
      throw JsonMappingException.from(json, e.getMessage(), e);
    }
  }
}
