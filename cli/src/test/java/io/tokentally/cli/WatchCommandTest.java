package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own, and files that grow. */
@Timeout(120)
class WatchCommandTest {

  private static final String END = "the end of the output";

  @TempDir private Path folder;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private Process process;

  private void start(String... more) throws IOException {
    append("one.jsonl", message("s1", "m1", 1_000));
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Tokentally.class.getName(),
            "watch",
            folder.toString(),
            "--interval",
            "0.1",
            "--prices",
            Files.writeString(
                    folder.resolveSibling(folder.getFileName() + "-prices"),
                    "{\"opus\":{\"prompt_token_cost\":0.001,\"completion_token_cost\":0.001}}")
                .toString()));
    command.addAll(List.of(more));
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Thread reader = new Thread(this::readAll);
    reader.setDaemon(true);
    reader.start();
  }

  @AfterEach
  void stop() {
    process.destroyForcibly();
  }

  private void readAll() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      out.lines().forEach(lines::add);
    } catch (IOException e) {
      lines.add(e.toString());
    }
    lines.add(END);
  }

  private static String message(String session, String id, int input) {
    return """
        {"type":"assistant","sessionId":"%s","uuid":"u%s","timestamp":"2026-03-01T10:00:00Z","message":\
        {"id":"%s","model":"opus","role":"assistant","usage":{"input_tokens":%d,"output_tokens":0}}}
        """
        .formatted(session, id, id, input);
  }

  private void append(String file, String text) throws IOException {
    Files.writeString(
        folder.resolve(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Waits for a line that holds the text. */
  private String line(String text) throws InterruptedException {
    while (true) {
      String line = lines.poll(60, TimeUnit.SECONDS);
      assertThat(line).as("a line with " + text).isNotNull().isNotEqualTo(END);
      if (line.contains(text)) {
        return line;
      }
    }
  }

  private List<String> interrupt() throws Exception {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    List<String> rest = new ArrayList<>();
    String line = lines.poll(60, TimeUnit.SECONDS);
    while (line != null && !line.equals(END)) {
      rest.add(line);
      line = lines.poll(60, TimeUnit.SECONDS);
    }
    return rest;
  }

  @Test
  void showsWhatComesAndEndsWithTheReport() throws Exception {
    start();
    assertThat(line("s1")).endsWith("s1  1,000 tokens  1 USD");
    append("one.jsonl", message("s1", "m2", 500));
    assertThat(line("s1")).endsWith("s1  1,500 tokens  1.5 USD");
    append("two.jsonl", message("s2", "m3", 7));
    assertThat(line("s2")).endsWith("s2  7 tokens  0.007 USD");

    List<String> rest = interrupt();
    assertThat(process.waitFor()).isZero();
    assertThat(rest)
        .anyMatch(line -> line.startsWith("s1") && line.contains("claude_code.session"));
    assertThat(rest).anyMatch(line -> line.contains("1.507 USD"));
  }

  @Test
  void allShowsEverySessionInTheReport() throws Exception {
    for (int i = 10; i < 60; i++) {
      append("many.jsonl", message("many" + i, "m" + i, i));
    }
    for (boolean isAll : List.of(false, true)) {
      start(isAll ? new String[] {"--all"} : new String[0]);
      line("many59");
      List<String> rest = interrupt();

      long shown = rest.stream().filter(line -> line.startsWith("many")).count();
      assertThat(shown == 50).isEqualTo(isAll);
      assertThat(rest.stream().anyMatch(line -> line.contains("--all"))).isEqualTo(!isAll);
    }
  }

  @Test
  void aLineThatIsStillWrittenWaits() throws Exception {
    start();
    line("s1");
    String late = message("s1", "m2", 30);
    append("one.jsonl", late.substring(0, 60));
    append("two.jsonl", message("s2", "m3", 7));
    line("s2");
    append("one.jsonl", late.substring(60));

    assertThat(line("s1  1,030")).doesNotContain("bad");
    assertThat(interrupt()).noneMatch(line -> line.contains("bad record"));
  }

  @Test
  void aFileThatBecomesShorterIsReadAnewAndThatIsSaid() throws Exception {
    start();
    line("s1");
    Files.writeString(folder.resolve("one.jsonl"), message("s9", "m", 9));
    assertThat(line("replaced")).contains("one.jsonl: was replaced or cut off");
    assertThat(line("s9")).endsWith("s9  9 tokens  0.009 USD");
  }

  @Test
  void whatTwoFilesHaveCountsOnce() throws Exception {
    start();
    line("s1");
    append("two.jsonl", message("s1", "m1", 1_000) + message("s1", "m4", 1));
    assertThat(line("s1")).endsWith("s1  1,001 tokens  1.001 USD");
  }
}
