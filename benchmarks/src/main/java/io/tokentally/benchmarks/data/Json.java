package io.tokentally.benchmarks.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokentally.Call;
import io.tokentally.CallReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The same calls as lines of JSON, and as what is read from them. */
public final class Json {

  private Json() {}

  /** {@return newline-delimited JSON} */
  public static byte[] lines(List<SampleCall> calls) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (SampleCall call : calls) {
      lines.writeBytes(call.toCall().toJson().getBytes(StandardCharsets.UTF_8));
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  /** {@return the trees that Jackson makes of the lines, as it comes} */
  public static List<JsonNode> trees(byte[] lines) {
    List<JsonNode> trees = new ArrayList<>();
    try (var values = JsonMapper.builder().build().readerFor(JsonNode.class).readValues(lines)) {
      while (values.hasNextValue()) {
        trees.add((JsonNode) values.nextValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return trees;
  }

  /** {@return the calls that the library reads from the lines} */
  public static List<Call> calls(byte[] lines) {
    try (CallReader reader = CallReader.of(new ByteArrayInputStream(lines))) {
      return reader.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
