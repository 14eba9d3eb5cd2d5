package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.testing.Threads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** A source of calls answers 64 threads as it answers one. */
class CallSourceThreadsTest {

  @Property(tries = 5)
  void answersAllThreadsAlike(@ForAll @Size(min = 1, max = 60) List<Byte> numbers)
      throws Exception {
    List<Call> calls = new ArrayList<>();
    for (byte number : numbers) {
      calls.add(
          Call.builder()
              .id("c" + number)
              .projectId(number % 5 == 0 ? "other" : "p")
              .traceId(number % 3 == 0 ? null : "t" + number % 3)
              .build());
    }
    CallSource source = CallSource.of(calls);
    List<Object> expected = answers(source, calls);
    Threads.run(64, thread -> assertThat(answers(source, calls)).isEqualTo(expected));
  }

  private static List<Object> answers(CallSource source, List<Call> calls) {
    return Arrays.asList(
        source.ofProject("p"),
        source.ofTraces("p", Arrays.asList("t1", null)),
        source.withIds("p", calls.stream().map(Call::id).toList()));
  }
}
