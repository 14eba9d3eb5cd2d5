package io.tokentally;

import io.tokentally.testing.JsonArbitraries;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;

/** Calls for the tests of this package: one with every column, and random ones. */
final class Calls {

  /** Every column in the order it is written in, no two values alike. */
  static final String FULL_JSON =
      "{\"id\":\"call-1\",\"project_id\":\"project-2\",\"trace_id\":\"trace-3\","
          + "\"parent_id\":\"parent-4\",\"thread_id\":\"thread-5\",\"turn_id\":\"turn-6\","
          + "\"op_name\":\"op-7\",\"display_name\":\"name-8\","
          + "\"started_at\":\"2024-06-15T10:00:09Z\",\"ended_at\":\"2024-06-15T10:00:10.500Z\","
          + "\"deleted_at\":\"2024-06-15T10:00:11.000001Z\","
          + "\"expire_at\":\"2024-06-15T10:00:12.000000001Z\",\"exception\":\"error-13\","
          + "\"wb_user_id\":\"user-14\",\"wb_run_id\":\"run-15\",\"wb_run_step\":16,"
          + "\"wb_run_step_end\":17,\"input_refs\":[\"ref-18\",\"ref-19\"],"
          + "\"output_refs\":[\"ref-20\"],\"inputs\":{\"a\":21,\"b\":null},\"output\":[22.0],"
          + "\"attributes\":\"text-23\",\"summary\":{\"usage\":{\"m\":{\"requests\":24}}},"
          + "\"zone\":{\"b\":[25,null]},\"aim\":26}";

  private Calls() {}

  static Call full() {
    return Call.parse(FULL_JSON);
  }

  static Arbitrary<Call> random() {
    Arbitrary<String> texts = JsonArbitraries.texts();
    Arbitrary<Instant> dates =
        Arbitraries.longs()
            .between(-62_135_596_800L, 253_402_300_799L)
            .flatMap(
                second ->
                    Arbitraries.of(0, 1, 1_000, 500_000_000, 999_999_999)
                        .map(nano -> Instant.ofEpochSecond(second, nano)));
    Arbitrary<List<String>> refs = texts.list().ofMaxSize(2);
    Arbitrary<Object> json = JsonArbitraries.values();
    double often = 0.4;
    return Builders.withBuilder(Call::builder)
        .use(texts)
        .in(Call.Builder::id)
        .use(texts)
        .withProbability(often)
        .in(Call.Builder::projectId)
        .use(texts)
        .withProbability(often)
        .in(Call.Builder::parentId)
        .use(texts)
        .withProbability(often)
        .in(Call.Builder::exception)
        .use(dates)
        .withProbability(often)
        .in(Call.Builder::startedAt)
        .use(dates)
        .withProbability(often)
        .in(Call.Builder::endedAt)
        .use(Arbitraries.longs())
        .withProbability(often)
        .in(Call.Builder::wbRunStep)
        .use(refs)
        .withProbability(often)
        .in((call, each) -> call.inputRefs(each))
        .use(json)
        .withProbability(often)
        .in(Call.Builder::inputs)
        .use(json)
        .withProbability(often)
        .in(Call.Builder::output)
        .use(json)
        .withProbability(often)
        .in(Call.Builder::summary)
        .use(JsonArbitraries.values().filter(each -> each != null))
        .withProbability(often)
        .in((call, each) -> call.putOtherMembers("other", each))
        .build(Call.Builder::build);
  }
}
