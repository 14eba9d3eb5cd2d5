package io.tokentally;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokentally.testing.Threads;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** One mapper, and the reading and writing of calls, in 64 threads at a time. */
class SharedByThreadsTest {

  private static final int THREADS = 64;

  @Property(tries = 3, edgeCases = EdgeCasesMode.NONE)
  void callsAreReadAndWrittenAsByOneThread(@ForAll("calls") @Size(50) List<Call> calls)
      throws Exception {
    JsonMapper mapper = TokentallyMapper.create();
    List<String> texts = calls.stream().map(Call::toJson).toList();
    Threads.run(
        THREADS,
        thread -> {
          List<Call> read = new ArrayList<>();
          List<String> written = new ArrayList<>();
          for (int i = 0; i < texts.size(); i++) {
            // Each thread is at another call at the same moment.
            int at = (i + thread) % texts.size();
            Call call = Call.parse(texts.get(at));
            assertThat(call).isEqualTo(calls.get(at));
            read.add(call);
            written.add(mapper.readTree(texts.get(at)).toString());
          }
          for (int i = 0; i < texts.size(); i++) {
            int at = (i + thread) % texts.size();
            assertThat(read.get(i).toJson()).isEqualTo(texts.get(at));
            assertThat(mapper.readTree(written.get(i))).isEqualTo(mapper.readTree(texts.get(at)));
          }
        });
  }

  @Provide
  Arbitrary<List<Call>> calls() {
    return Calls.random().list();
  }
}
