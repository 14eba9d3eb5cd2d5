package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged file of a service stops the next start, which tells the file, the line and why. */
class DamagedFilesTest {

  @TempDir Path folder;

  /** What is damaged here was written by a service. */
  @BeforeEach
  void serve() throws IOException {
    try (RunningService service = RunningService.in(folder)) {
      TestClient client = service.client();
      client.postCalls("{\"id\":\"a\",\"project_id\":\"\u00e9\"}");
      client.postCalls("{\"id\":\"b\",\"project_id\":\"\u00e9\"}");
      client.post(
          "/cost/create",
          "{\"project_id\":\"\u00e9\",\"costs\":{\"m\":{\"prompt_token_cost\":1,"
              + "\"completion_token_cost\":2}}}");
    }
  }

  private void assertDamaged(String file, int line, String why) {
    assertThatThrownBy(() -> RunningService.in(folder))
        .isInstanceOf(StorageException.class)
        .hasMessage(folder.resolve(file) + ", line " + line + " is damaged: " + why);
  }

  private void replace(String file, String from, String to) throws IOException {
    String content = Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
    assertThat(content).contains(from);
    Files.writeString(folder.resolve(file), content.replace(from, to), StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"calls.ndjson", "prices.ndjson"})
  void bytesThatAreNoUtf8AreDamage(String file) throws IOException {
    replace(file, "\"id\":\"", "\"id\":\"\u00ff");

    assertDamaged(file, 2, "expected UTF-8, found other bytes");
  }

  @Test
  void anyBytesMayStandInAWriteThatWasNotFinished() throws IOException {
    Path calls = folder.resolve("calls.ndjson");
    byte[] whole = Files.readAllBytes(calls);
    byte[] torn = {(byte) 0xff, 0, '\n', (byte) 0x80};
    Files.write(calls, torn, StandardOpenOption.APPEND);

    RunningService.in(folder).close();

    assertThat(calls).hasBinaryContent(whole);
    assertThat(folder.resolve("calls.ndjson.torn-1")).hasBinaryContent(torn);
  }

  @Test
  void aCallWithoutAProjectIsDamage() throws IOException {
    replace("calls.ndjson", "\"id\":\"b\",\"project_id\"", "\"id\":\"b\",\"project\"");

    assertDamaged("calls.ndjson", 4, "project_id: required, but not there");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          {}                        # expected either add or remove
          1                         # expected either add or remove
          {"remove":"a","x":1}      # expected either add or remove
          {"remove":null}           # remove: expected a string, found null
          {"add":[]}                # add: expected an object, found a list
          null                      # expected either add or remove
          {"add":                   # not JSON: Unexpected end-of-input within/between Object entries
          {"add":{}} {}             # not JSON: expected one object within the limits of JSON, found more
          """)
  void recordsThatAreNoChangesOfPricesAreDamage(String line, String why) throws IOException {
    Files.writeString(folder.resolve("prices.ndjson"), line + "\n\n");

    assertDamaged("prices.ndjson", 1, why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          "llm_id":"m",              # ``            # add.llm_id: required, but not there
          "llm_id":"m"               # "llm_id":null # add.llm_id: expected a string, found null
          "prompt_token_cost":1      # "prompt_token_cost":"1" # add.prompt_token_cost: expected a number, found "1"
          "cache_read_cost_unwritten":true # "cache_read_cost_unwritten":null # add.cache_read_cost_unwritten: expected true or false, found null
          "effective_date":"         # "effective_date":"x # add.effective_date: expected a date such as "2025-01-01T00:00:00Z", found "x
          "llm_id":                  # "llm":1,"llm_id": # add.llm: unknown member
          """)
  void damagedColumnsAreNamed(String from, String to, String why) throws IOException {
    replace("prices.ndjson", from, to);

    assertThatThrownBy(() -> RunningService.in(folder))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith(
            folder.resolve("prices.ndjson") + ", line 2 is damaged: " + why.strip());
  }

  @Test
  void allFaultsOfALineAreTold() throws IOException {
    Files.writeString(folder.resolve("prices.ndjson"), "\n{\"add\":{}}\n\n");

    assertThatThrownBy(() -> RunningService.in(folder))
        .isInstanceOf(StorageException.class)
        .message()
        .contains(
            List.of(
                "line 2 is damaged: ",
                "add.completion_token_cost: required, but not there",
                "add.id: required, but not there",
                "add.prompt_token_cost_unit: required, but not there"));
  }
}
