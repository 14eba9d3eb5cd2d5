package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What commands write with {@code --json} has the schema of docs/program.schema.json, and with
 * {@code --format csv} the columns that it names.
 */
class JsonSchemaTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir Path folder;

  private static JsonNode document() throws IOException {
    return MAPPER.readTree(Files.readString(Path.of("../docs/program.schema.json")));
  }

  private String calls() throws IOException {
    try (var bundled = Bundled.calls()) {
      Path file = folder.resolve("calls.ndjson");
      if (!Files.exists(file)) {
        Files.copy(bundled, file);
      }
      return file.toString();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "report",
        "report --by model,operation --top 1 --failed",
        "report --by operation --order time",
        "explain-cost",
        "reprice --as gpt-4o=gpt-4o-mini",
        "diff-costs",
        "estimate --models gpt-4o --prompt-tokens 10",
        "prices",
        "prices --model gpt-4o --model owl",
        "validate --query id=1",
        "validate --query id==1",
        "diff CALLS CALLS",
        "diff CALLS --split 2025-11-18T09:14:45Z",
        "report FOLDER",
        "explain CALLS --query started_at>'2026'",
        "explain CALLS --query input_refs.0='r'"
      })
  void whatIsWrittenHasTheSchema(String line) throws IOException {
    List<String> args = new ArrayList<>();
    for (String arg : line.split(" ", -1)) {
      args.add(arg.replace("CALLS", calls()).replace("FOLDER", folder.toString()));
    }
    args.add("--json");
    ProgramRun run = ProgramRun.of(args.toArray(String[]::new));
    JsonNode written = MAPPER.readTree(run.out());
    ObjectNode schema = document().deepCopy();
    schema.put("$ref", "#/$defs/" + args.get(0));

    assertThat(written.isEmpty()).as(run.err()).isFalse();
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(written))
        .as(line)
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          report              | report                                             | 0
          report --by         | report --by day,operation                          | 2
          explain-cost        | explain-cost                                       | 0
          reprice             | reprice --as gpt-4o=gpt-4o-mini                    | 0
          diff                | diff CALLS CALLS --by operation                    | 1
          diff-costs          | diff-costs                                         | 0
          estimate            | estimate --models gpt-4o --prompt-tokens 10        | 0
          prices              | prices                                             | 0
          prices --model      | prices --model gpt-4o                              | 0
          """)
  void whatIsWrittenAsCsvHasTheColumns(String name, String line, int keys) throws IOException {
    List<String> columns = new ArrayList<>();
    document().at("/x-csv/columns").get(name).forEach(each -> columns.add(each.textValue()));
    String[] args = (line.replace("CALLS", calls()) + " --format csv").split(" ");

    List<String> header = List.of(ProgramRun.of(args).outLines().get(0).split(","));

    assertThat(header.subList(keys, header.size())).startsWith(columns.toArray(String[]::new));
  }

  @Test
  void everyCommandHasItsFormatsUnderTheSameNames() throws IOException {
    List<String> named = new ArrayList<>();
    Tokentally.commandLine(Streams.standard())
        .getSubcommands()
        .forEach(
            (name, command) -> {
              OptionSpec format = command.getCommandSpec().findOption("--format");
              boolean isJson = command.getCommandSpec().findOption("--json") != null;
              assertThat(format != null).as(name).isEqualTo(isJson);
              if (format != null && !CommandModel.values(format).contains("text")) {
                assertThat(CommandModel.values(format)).as(name).startsWith("table", "json", "csv");
                named.add(name);
              }
            });
    document()
        .at("/x-csv/columns")
        .fieldNames()
        .forEachRemaining(name -> named.removeIf(each -> (name + " ").startsWith(each + " ")));

    assertThat(named).isEmpty();
  }

  @Test
  void everyCommandWithJsonHasADefinition() throws IOException {
    List<String> commands = new ArrayList<>();
    Tokentally.commandLine(Streams.standard())
        .getSubcommands()
        .forEach(
            (name, command) -> {
              if (command.getCommandSpec().findOption("--json") != null) {
                commands.add(name);
              }
            });
    TreeSet<String> defined = new TreeSet<>();
    for (Iterator<String> each = document().get("$defs").fieldNames(); each.hasNext(); ) {
      defined.add(each.next());
    }

    assertThat(defined).containsAll(commands);
    assertThat(commands).contains("report", "diff", "explain", "prices");
  }
}
