package io.tokentally;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import io.tokentally.json.JsonReader;
import io.tokentally.value.Numbers;

/**
 * Makes a Jackson mapper that reads and writes documents to query, and types of the library,
 * without losing anything: {@code 5}, {@code 5.0} and {@code 9007199254740993} stay apart, nothing
 * is coerced, a key written twice and text after the document are rejected, nesting is bounded.
 *
 * <p>The types are those that have a form in JSON: {@link Call}, {@link LLMAggregatedUsage}, {@link
 * SortBy}, {@link ValidationError}, {@code Query}, {@code CallsFilter}, and the requests and
 * answers of the operations. No others are meant to be written: what Jackson makes of a price row,
 * an option or a report is not promised, and cannot be read back.
 */
public final class TokentallyMapper {

  private TokentallyMapper() {}

  /**
   * {@return a new mapper; thread-safe as long as nobody reconfigures it} What it rejects is
   * reported by exceptions of Jackson, all of them {@link java.io.IOException}s but one: an
   * exponent that does not fit an int is a {@link NumberFormatException}.
   */
  public static JsonMapper create() {
    JsonFactory factory =
        JsonReader.keepingNoKeys()
            .streamReadConstraints(
                JsonReader.limits()
                    .maxNumberLength(Numbers.MAX_TEXT_LENGTH)
                    .maxDocumentLength(JsonReader.MAX_DOCUMENT_LENGTH)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return JsonMapper.builder(factory)
        .addModule(new ParameterNamesModule())
        .addModule(calls())
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .withCoercionConfig(
            LogicalType.Textual,
            text ->
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .build();
  }

  private static Module calls() {
    return new SimpleModule("calls")
        .addSerializer(Call.class, new CallSerializer())
        .addDeserializer(Call.class, new CallDeserializer());
  }
}
