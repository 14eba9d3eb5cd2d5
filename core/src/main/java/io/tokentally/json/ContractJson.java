package io.tokentally.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokentally.TokentallyMapper;
import io.tokentally.ValidationException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the contract's requests and answers. A document is first checked as a whole, so
 * that all its errors are reported at once; binding then only builds the clean value.
 */
public final class ContractJson {

  /**
   * The check has said already which members are allowed, and rejected fractions, so {@code 10.0}
   * can stand for the integer it is.
   */
  private static final JsonMapper MAPPER =
      TokentallyMapper.create()
          .rebuild()
          .enable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private ContractJson() {}

  /**
   * {@return the value that the text holds}
   *
   * @param base where the document stands, for the paths of errors
   * @throws io.tokentally.ValidationException with every error
   */
  public static <T> T read(String json, Loc base, ValueType<T> type) {
    ErrorCollector faults = new ErrorCollector();
    return bind(JsonReader.read(json, base, faults), base, faults, type);
  }

  /**
   * {@return the value of a document that was read, rejected together with the errors found before}
   */
  public static <T> T bind(
      @Nullable Object document, Loc base, ErrorCollector faults, ValueType<T> type) {
    type.check().check(document, base, faults);
    faults.throwIfAny();
    return type.read().apply(Objects.requireNonNull(document));
  }

  /** {@return the value that Jackson makes of a plain one that was checked} */
  static <T> T convert(Object plain, Class<T> type) {
    return MAPPER.convertValue(plain, type);
  }

  /** {@return the JSON of one of the contract's values} */
  public static String write(Object value) {
    try {
      return JsonText.escapeLoneSurrogates(MAPPER.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof ValidationException refusal) {
        throw refusal; // a query above the limits
      }
      throw new UncheckedIOException(e);
    }
  }
}
