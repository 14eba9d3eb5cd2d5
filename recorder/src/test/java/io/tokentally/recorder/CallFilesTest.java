package io.tokentally.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import io.tokentally.CallReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallFilesTest {

  @TempDir Path folder;

  private Instant now = Instant.parse("2026-01-05T10:00:00Z");

  private CallFiles.Builder files() {
    return CallFiles.in(folder.resolve("calls")).clock(() -> now);
  }

  private static CallRecorder recorder(CallFiles files) {
    return CallRecorder.builder().to(files).build();
  }

  private static void record(CallRecorder recorder, int calls) {
    for (int i = 0; i < calls; i++) {
      OpenCall call = recorder.start("chat");
      call.usage("m", Map.of("prompt_tokens", i));
      call.end();
    }
  }

  private List<Path> written() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("calls"))) {
      return all.filter(file -> file.toString().endsWith(".ndjson")).sorted().toList();
    }
  }

  private List<Call> read() throws IOException {
    List<Call> calls = new ArrayList<>();
    for (Path file : written()) {
      try (CallReader reader = CallReader.open(file)) {
        calls.addAll(reader.readAll());
      }
    }
    return calls;
  }

  @Test
  void whatIsRecordedCanBeRead() throws IOException {
    List<Call> given = new ArrayList<>();
    try (CallRecorder recorder =
        CallRecorder.builder().to(files().open()).to(given::add).project("p").build()) {
      OpenCall agent = recorder.start("agent").key("team", "one").name("An agent");
      record(recorder, 2);
      agent.start("chat").attribute("n", 1).inputs(List.of("in")).output(Map.of("a", 1L)).end();
      agent.end();
      assertThat(read()).isEqualTo(given).hasSize(4);
    }
    assertThat(written())
        .singleElement()
        .asString()
        .endsWith("calls-20260105T100000.000Z-000.ndjson");
  }

  @Test
  void aFileThatIsLargeOrOldIsFollowedByAnother() throws IOException {
    try (CallRecorder recorder =
        recorder(files().maxBytes(500).maxAge(Duration.ofHours(1)).open())) {
      record(recorder, 5);
      int large = written().size();
      assertThat(large).isBetween(2, 4);
      now = now.plus(Duration.ofHours(1));
      record(recorder, 1);
      assertThat(written()).hasSize(large + 1);
      assertThat(read()).hasSize(6);
    }
  }

  @Test
  void aFileIsEndedByItsLastByteAndByItsLastMoment() throws IOException {
    int line;
    try (CallRecorder recorder = recorder(files().open())) {
      record(recorder, 1);
      line = (int) Files.size(written().get(0));
    }
    Files.delete(written().get(0));
    try (CallRecorder recorder =
        recorder(files().maxBytes(2L * line).maxAge(Duration.ofHours(1)).open())) {
      record(recorder, 2);
      assertThat(written()).hasSize(1);
      record(recorder, 1);
      assertThat(written()).hasSize(2);
      now = now.plus(Duration.ofHours(1)).minusMillis(1);
      record(recorder, 1);
      assertThat(written()).hasSize(2);
    }
  }

  /** A disk may be full, or gone, for days. */
  @Test
  void whatCannotBeWrittenIsForgottenBeforeItFillsTheMemory() throws IOException {
    Path calls = folder.resolve("calls");
    Path aside = folder.resolve("aside");
    try (CallRecorder recorder = recorder(files().maxBytes(1_000).open())) {
      Files.move(calls, aside);
      record(recorder, 50);
      RecorderError error = recorder.status().errors().get(0);
      assertThat(error.count()).isEqualTo(50);
      String said = error.last();
      for (int i = 0; i < 20 && !said.contains("lost"); i++) {
        record(recorder, 1);
        said = recorder.status().errors().get(0).last();
      }
      assertThat(said).matches(".*lost [0-9]+ calls that could not be written");
      Files.move(aside, calls);
      record(recorder, 3);
      assertThat(read()).hasSizeBetween(3, 12);
    }
  }

  @Test
  void callsMayBeWrittenTogether() throws IOException {
    try (CallRecorder recorder = recorder(files().flushEvery(10).open())) {
      record(recorder, 9);
      assertThat(written()).isEmpty();
      record(recorder, 2);
      assertThat(read()).hasSize(10);
      recorder.flush();
      assertThat(read()).hasSize(11);
      record(recorder, 1);
    }
    assertThat(read()).hasSize(12);
    try (CallFiles again = files().open()) {
      assertThat(again.found()).isEqualTo(new FoundCalls(0, List.of(), 0));
    }
  }

  @Test
  void aFolderIsForOneAtATime() throws IOException {
    try (CallFiles files = files().open()) {
      assertThatThrownBy(() -> files().open())
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("expected a folder that nobody else writes to, found one in use:")
          .hasMessageEndingWith("; give each process a folder of its own");
      assertThat(files.found().isComplete()).isTrue();
    }
  }

  @Test
  void aLineThatBrokeOffIsMovedAside() throws IOException {
    try (CallRecorder recorder = recorder(files().open())) {
      record(recorder, 3);
    }
    Path file = written().get(0);
    byte[] torn = "{\"id\":\"to".getBytes(StandardCharsets.UTF_8);
    Files.write(file, torn, StandardOpenOption.APPEND);

    try (CallFiles again = files().open()) {
      assertThat(again.found()).isEqualTo(new FoundCalls(0, List.of(file), torn.length));
      assertThat(read()).hasSize(3);
      assertThat(file.resolveSibling(file.getFileName() + ".torn")).hasBinaryContent(torn);
    }
    try (CallFiles third = files().open()) {
      assertThat(third.found().isComplete()).isTrue();
    }
  }

  /** A process that is killed, as kill -9 does it, in the middle of its work. */
  @Test
  void aKilledProcessLosesNoMoreThanItHadNotWritten() throws Exception {
    for (int flushEvery : new int[] {1, 50}) {
      Path calls = folder.resolve("calls");
      int before = Files.exists(calls) ? read().size() : 0;
      Process process =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElse("java"),
                  "-cp",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  Killed.class.getName(),
                  calls.toString(),
                  String.valueOf(flushEvery))
              .redirectErrorStream(true)
              .start();
      try (var out = process.inputReader(StandardCharsets.UTF_8)) {
        assertThat(out.readLine()).isEqualTo("1000 calls");
      }
      process.destroyForcibly().waitFor();

      try (CallFiles again = files().open()) {
        int written = read().size() - before;
        assertThat(written).isGreaterThanOrEqualTo(1_000 / flushEvery * flushEvery);
        assertThat(again.found().lostCalls()).isLessThan(flushEvery + 1L);
        assertThat(again.found().tornBytes()).isLessThan(100_000);
      }
    }
  }

  /** What is killed: it records until it is, and says when a thousand calls have ended. */
  static final class Killed {
    public static void main(String[] args) throws IOException {
      CallFiles files = CallFiles.in(Path.of(args[0])).flushEvery(Integer.parseInt(args[1])).open();
      CallRecorder recorder = recorder(files);
      record(recorder, 1_000);
      System.out.println("1000 calls");
      while (true) {
        record(recorder, 1);
      }
    }
  }

  /** How many were lost is known exactly where it is known when the process ended. */
  @Test
  void whatWasLostIsCounted() throws Exception {
    Path calls = folder.resolve("calls");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Halted.class.getName(),
                calls.toString())
            .start();
    assertThat(process.waitFor()).isEqualTo(3);

    try (CallFiles again = files().open()) {
      assertThat(read()).hasSize(100);
      assertThat(again.found()).isEqualTo(new FoundCalls(17, List.of(), 0));
    }
  }

  /** Ends at once, with 17 calls of 117 not written. */
  static final class Halted {
    public static void main(String[] args) throws IOException {
      record(recorder(CallFiles.in(Path.of(args[0])).flushEvery(50).open()), 117);
      Runtime.getRuntime().halt(3);
    }
  }
}
