package io.tokentally;

import static io.tokentally.CallFiles.gzip;
import static io.tokentally.CallFiles.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Several threads read what one thread reads, in the same order. */
class ParallelCallsTest {

  private static final String[] LINES = {
    "{\"id\":\"a\",\"inputs\":{\"text\":\"" + "x".repeat(700) + "\"}}",
    "{\"id\":\"b\",\"display_name\":\"caf\u00e9\",\"summary\":{\"usage\":{\"m\":{\"requests\":1}}}}\r",
    "",
    "  {\"id\":7}",
    "{\"id\":\"c\",\"output\":[1,2}",
    "{\"id\":\"d\",\"attributes\":{\"error.type\":\"timeout\"}}",
    "no json"
  };

  @Property(tries = 20)
  void callsAndErrorsAreThoseOfOneThread(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 6) Integer> some,
      @ForAll @IntRange(max = 4_000) int lines,
      @ForAll boolean forRollup)
      throws IOException {
    StringBuilder file = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      file.append(LINES[some.get(i % some.size())]).append('\n');
    }
    byte[] text = utf8(file.append("{\"id\":\"last\"}").toString());

    assertThat(read(CallReader.parallel(new ByteArrayInputStream(text)), forRollup))
        .isEqualTo(read(CallReader.of(new ByteArrayInputStream(text)), forRollup));
  }

  private static List<Object> read(CallReader calls, boolean forRollup) throws IOException {
    List<Object> read = new ArrayList<>();
    try (CallReader all = calls.skipping(bad -> read.add(bad.getMessage()))) {
      if (forRollup) {
        all.forRollup();
      }
      all.forEach(read::add);
    }
    return read;
  }

  @Test
  void readingStopsAtTheFirstBadCall() throws IOException {
    byte[] text = utf8("{\"id\":\"a\"}\n".repeat(50_000) + "{}\n" + "{\"id\":\"b\"}\n");
    CallReader calls = CallReader.parallel(new ByteArrayInputStream(text));
    List<Call> read = new ArrayList<>();

    Throwable stop = catchThrowable(() -> calls.forEach(read::add));

    assertThat(read).hasSize(50_000);
    assertThat(stop).hasMessage("line 50001, column 1: id: required, but not there");
    calls.close();
  }

  @Test
  void ofABrokenFileTheCallsBeforeTheBreakAreGiven() throws IOException {
    byte[] packed = gzip(utf8("{\"id\":\"a\",\"inputs\":\"x\"}\n".repeat(100_000)));
    byte[] broken = Arrays.copyOf(packed, packed.length - 40);
    List<Call> one = new ArrayList<>();
    List<Call> several = new ArrayList<>();

    Throwable ofOne =
        catchThrowable(() -> CallReader.of(new ByteArrayInputStream(broken)).forEach(one::add));
    Throwable ofSeveral =
        catchThrowable(
            () -> CallReader.parallel(new ByteArrayInputStream(broken)).forEach(several::add));

    assertThat(several).hasSameSizeAs(one);
    assertThat(ofSeveral).hasRootCauseInstanceOf(ofOne.getCause().getClass());
  }

  @Test
  void anArrayIsReadAsWell() throws IOException {
    byte[] array = utf8("[{\"id\":\"a\"},{\"id\":\"b\"}]");
    assertThat(CallReader.parallel(new ByteArrayInputStream(array)).readAll())
        .extracting(Call::id)
        .containsExactly("a", "b");
  }
}
