package io.tokentally.operations;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import io.tokentally.ValidationException;
import io.tokentally.json.ContractJson;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import io.tokentally.json.Schema;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests and answers by their schemas, whatever the mapper's settings; a {@code
 * ValidationException} is the cause of Jackson's own exception.
 */
final class ContractDeserializer extends JsonDeserializer<Object>
    implements ContextualDeserializer {

  private final @Nullable Schema<?> schema;

  ContractDeserializer() {
    this(null);
  }

  private ContractDeserializer(@Nullable Schema<?> schema) {
    this.schema = schema;
  }

  @Override
  public JsonDeserializer<?> createContextual(
      DeserializationContext context, @Nullable BeanProperty property) {
    return new ContractDeserializer(Contract.schema(context.getContextualType().getRawClass()));
  }

  @Override
  public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
    if (schema == null) {
      throw JsonMappingException.from(json, "expected the type of a request or an answer");
    }
    try {
      ErrorCollector faults = new ErrorCollector();
      Object document = JsonReader.readCurrent(json, Loc.ROOT, faults);
      return ContractJson.bind(document, Loc.ROOT, faults, schema.type());
    } catch (ValidationException e) {
      throw JsonMappingException.from(json, e.getMessage(), e);
    }
  }
}
