package io.tokentally;

import static java.util.Objects.requireNonNull;

import io.tokentally.value.JsonValues;
import io.tokentally.value.ValueStyle;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A traced call: one operation of a run, with the columns of docs/weave.md section 2. Immutable and
 * thread-safe, down to the JSON in its columns.
 *
 * <p>{@code inputs}, {@code output}, {@code attributes} and {@code summary} hold plain JSON values:
 * null, {@link Boolean}, {@link Number}, {@link String}, {@link List} and {@link Map} with text
 * keys. No JSON library's types are needed to build or read them. Building rejects anything else
 * with an {@link IllegalArgumentException}.
 */
@Value.Immutable
@ValueStyle
public sealed interface Call extends TracedCall permits ImmutableCall {

  @Override
  String id();

  @Override
  @Nullable String projectId();

  @Override
  @Nullable String traceId();

  @Override
  @Nullable String parentId();

  /** {@return the conversation that the call is part of; null if none is known} */
  @Nullable String threadId();

  /** {@return the turn of the conversation; null if none is known} */
  @Nullable String turnId();

  /**
   * {@return the name of the operation, often a reference such as {@code weave:///…/op/name:hash};
   * null if not known}
   */
  @Nullable String opName();

  /** {@return the name that people gave the call, null if none} */
  @Nullable String displayName();

  @Override
  @Nullable Instant startedAt();

  @Override
  @Nullable Instant endedAt();

  /**
   * {@return when the call was deleted, null if it was not; the operations leave deleted calls out,
   * reports do not}
   */
  @Nullable Instant deletedAt();

  /** {@return when the call may be thrown away, null for never; nothing here looks at it} */
  @Nullable Instant expireAt();

  /** {@return what went wrong, null for nothing; also an empty text makes the call an error} */
  @Nullable String exception();

  /** {@return the id of the user who made the call, null if not known} */
  @Nullable String wbUserId();

  /** {@return the id of the training run that the call was made in, null for none} */
  @Nullable String wbRunId();

  /** {@return the step of the run at which the call began, null for none} */
  @Nullable Long wbRunStep();

  /** {@return the step of the run at which the call ended, null for none} */
  @Nullable Long wbRunStepEnd();

  /** {@return references that the inputs hold; empty for none} */
  List<String> inputRefs();

  /** {@return references that the output holds; empty for none} */
  List<String> outputRefs();

  /** {@return the arguments, a plain JSON value; null for none} */
  @Nullable Object inputs();

  /** {@return the result, a plain JSON value; null for none} */
  @Nullable Object output();

  /** {@return what the tracer noted, a plain JSON value; null for nothing} */
  @Nullable Object attributes();

  /**
   * {@return the summary, a plain JSON value, null for none; {@code usage} in it is what a rollup
   * reads}
   */
  @Nullable Object summary();

  /**
   * {@return the members that are no column, kept so that writing the call gives them back} Members
   * that are null are left out.
   */
  Map<String, Object> otherMembers();

  /**
   * {@return {@code summary.usage}; what stands in the place of the summary if that is no object}
   */
  @Override
  default @Nullable Object usage() {
    return summary() instanceof Map<?, ?> summary ? summary.get("usage") : summary();
  }

  /**
   * {@return the kind of operation: the attribute {@code gen_ai.operation.name} or {@code
   * ai.operationId}, else the kind of span that OpenInference, OpenLLMetry, Langfuse, LangSmith or
   * MLflow wrote, such as {@code openinference.span.kind=AGENT}, else the short name of {@link
   * #opName()}}
   */
  @Override
  default @Nullable String operation() {
    return CallOperation.of(attributes(), opName());
  }

  /** {@return {@link #output()}, which is the response where the call is one of a model} */
  @Override
  default @Nullable Object response() {
    return output();
  }

  /**
   * {@return whether the call ended in an error} It has an {@link #exception}, even an empty one;
   * or its summary or its attributes have the status of an error: {@code summary.weave.status},
   * {@code error.type}, {@code otel.status_code}, {@code langfuse.observation.level}.
   */
  @Override
  default boolean failed() {
    return exception() != null || CallStatus.isError(summary(), attributes());
  }

  /**
   * {@return the call that a JSON object holds} Unknown members are kept as {@link
   * #otherMembers()}.
   *
   * @throws ValidationException if the text is not JSON, or a column has the wrong type; with every
   *     error
   */
  static Call parse(String json) {
    return CallJson.parse(json);
  }

  /** {@return the call as a JSON object in one line; columns that are null are left out} */
  default String toJson() {
    return CallJson.write(this);
  }

  /** {@return a builder; only the id is required} */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Builds a {@link Call}: a setter for each accessor, of the same name. Not thread-safe.
   *
   * <p>Setters take null where the accessor may give it, and reject it elsewhere with a {@link
   * NullPointerException}. {@code from(call)} takes over what another call has; of a {@link
   * TracedCall} that is no {@link Call} it takes everything but the usage, which has to be given as
   * {@code summary(Map.of("usage", usage))}.
   */
  final class Builder extends ImmutableCall.Builder {
    Builder() {}

    /**
     * {@return the call}
     *
     * @throws IllegalStateException if there is no id
     * @throws IllegalArgumentException if a column, or another member, holds what is no JSON value,
     *     or another member has the name of a column
     */
    @Override
    public Call build() {
      return frozen(super.build());
    }

    /** {@return the call with JSON columns that nobody can change} */
    private static Call frozen(Call call) {
      CallJson.checkNoColumns(call.otherMembers().keySet());
      if (JsonValues.isFrozen(call.inputs())
          && JsonValues.isFrozen(call.output())
          && JsonValues.isFrozen(call.attributes())
          && JsonValues.isFrozen(call.summary())
          && JsonValues.allFrozen(call.otherMembers().values())) {
        return call;
      }
      Map<String, Object> others = new LinkedHashMap<>();
      call.otherMembers()
          .forEach((key, value) -> others.put(key, requireNonNull(JsonValues.freeze(value))));
      return builder()
          .from(call)
          .otherMembers(others)
          .inputs(JsonValues.freeze(call.inputs()))
          .output(JsonValues.freeze(call.output()))
          .attributes(JsonValues.freeze(call.attributes()))
          .summary(JsonValues.freeze(call.summary()))
          .build();
    }
  }
}
