package io.tokentally.dsl;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.Call;
import io.tokentally.FieldPath;
import io.tokentally.dsl.eval.CallFields;
import io.tokentally.dsl.eval.FieldValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fields of a record type when a query is compiled. The ones for calls and documents are
 * here; {@link ColumnResolver} makes one for your own records. What it gives is used by all threads
 * that use the compiled query.
 *
 * @param <T> the type of the records
 */
@FunctionalInterface
public interface FieldResolver<T> {

  /**
   * {@return the field at the path}
   *
   * @throws UnknownFieldException if the records have none
   */
  Field<T> resolve(FieldPath path);

  /**
   * {@return why no record has anything in the field at the path, although there is such a field;
   * null if some record may} It becomes a {@linkplain Query#warnings(FieldResolver) warning} of the
   * query.
   *
   * @throws UnknownFieldException if the records have none
   */
  default @Nullable String doubt(FieldPath path) {
    return null;
  }

  /** {@return the fields of calls: the columns and computed fields of docs/weave.md section 2} */
  static FieldResolver<Call> calls() {
    return CallFields.CALLS;
  }

  /**
   * {@return the fields of calls that are JSON documents} As {@link #calls()}; a date may be text
   * or a number of seconds since 1970, and is null if it is unreadable.
   */
  static FieldResolver<JsonNode> jsonCalls() {
    return CallFields.DOCUMENTS;
  }

  /** {@return every path of JSON documents} */
  static FieldResolver<JsonNode> json() {
    return path -> new Field<>(Field.Kind.JSON, FieldValue.whole(), path.parts());
  }

  /** {@return every path of maps with text keys} */
  static FieldResolver<Map<String, ?>> maps() {
    return path -> new Field<>(Field.Kind.JSON, FieldValue.whole(), path.parts());
  }
}
