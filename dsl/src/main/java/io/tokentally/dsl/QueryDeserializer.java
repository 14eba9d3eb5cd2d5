package io.tokentally.dsl;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.tokentally.ValidationException;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import io.tokentally.json.TooDeepException;
import java.io.IOException;

/**
 * Reads a query with Jackson; a {@code ValidationException} is the cause of Jackson's own
 * exception.
 */
final class QueryDeserializer extends StdDeserializer<Query> {

  private static final long serialVersionUID = 1;

  QueryDeserializer() {
    super(Query.class);
  }

  @Override
  public Query deserialize(JsonParser json, DeserializationContext context) throws IOException {
    try {
      ErrorCollector faults = new ErrorCollector();
      Object document = JsonReader.readCurrent(json, Loc.ROOT, faults);
      return new Query(QueryReader.read(document, faults, null, QueryLimits.DEFAULT));
    } catch (TooDeepException e) {
      throw mapping(json, e.ofMember("$expr"));
    } catch (ValidationException e) {
      throw mapping(json, e);
    }
  }

  private static JsonMappingException mapping(JsonParser json, ValidationException cause) {
    return JsonMappingException.from(json, cause.getMessage(), cause);
  }
}
