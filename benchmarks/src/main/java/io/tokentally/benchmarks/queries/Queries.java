package io.tokentally.benchmarks.queries;

import static io.tokentally.dsl.Query.and;
import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.not;
import static io.tokentally.dsl.Query.or;
import static io.tokentally.dsl.Query.where;

import io.tokentally.benchmarks.data.SampleCall;
import io.tokentally.dsl.ColumnResolver;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.Operand;
import io.tokentally.dsl.Operand.Convert;
import io.tokentally.dsl.Query;
import java.util.List;

/** The eight queries, from one leaf to twelve. What the other ways say is the same. */
final class Queries {

  /** The one with twelve leaves. */
  static final Query LARGEST =
      where(
          and(
              field("op_name").in(Needles.OPERATIONS),
              not(field("exception").eq("timeout")),
              or(
                  field("inputs.model").in(Needles.TWO_MODELS),
                  field("inputs.temperature").lte(0.2),
                  retries().gte(1)),
              field("started_at").gte(Needles.FROM.toString()),
              field("started_at").lt(Needles.TO.toString()),
              field("attributes.env").eq("production"),
              or(
                  field("inputs.prompt").containsIgnoringCase(Needles.INVOICE),
                  field("inputs.prompt").contains(Needles.REFUND),
                  field("output.text").containsIgnoringCase(Needles.DELIVERY),
                  field("summary.usage.gpt-4o.prompt_tokens").gt(1_500))));

  static final List<Query> ALL =
      List.of(
          where(field("op_name").eq("chat.completion")),
          where(and(field("inputs.model").eq("gpt-4o"), field("inputs.temperature").gt(0.7))),
          where(
              and(
                  field("started_at").gte(Needles.FROM.toString()),
                  field("started_at").lt(Needles.TO.toString()),
                  not(field("exception").eq(null)))),
          where(
              or(
                  field("inputs.model").in(Needles.TWO_MODELS),
                  field("attributes.env").in(Needles.TEST_PLACES))),
          where(
              and(
                  field("op_name").eq("chat.completion"),
                  field("inputs.prompt").contains(Needles.REFUND))),
          where(
              or(
                  field("inputs.prompt").containsIgnoringCase(Needles.INVOICE),
                  field("output.text").containsIgnoringCase(Needles.DELIVERY))),
          where(
              and(
                  retries().gte(2),
                  field("attributes.score").convert(Convert.Type.DOUBLE).lt(0.5))),
          LARGEST);

  /** The fields of the typed record, as a user of the library would name them. */
  static final FieldResolver<SampleCall> RECORDS =
      ColumnResolver.<SampleCall>of("sample calls")
          .text("op_name", SampleCall::opName)
          .text("exception", SampleCall::exception)
          .date("started_at", SampleCall::startedAt)
          .computed("inputs.model", SampleCall::model)
          .computed("inputs.temperature", SampleCall::temperature)
          .computed("inputs.prompt", SampleCall::prompt)
          .computed("output.text", SampleCall::answer)
          .computed("attributes.env", SampleCall::environment)
          .computed("attributes.retries", SampleCall::retries)
          .computed("attributes.score", SampleCall::score)
          .computed("summary.usage.gpt-4o.prompt_tokens", call -> call.promptTokensOf("gpt-4o"))
          .build();

  private Queries() {}

  private static Operand retries() {
    return field("attributes.retries").convert(Convert.Type.INT);
  }
}
