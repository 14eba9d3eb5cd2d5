package io.tokentally.importers;

import io.tokentally.BadCallException;
import io.tokentally.Call;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** A file of lines, each an object. */
record Lines(String name, List<String> lines) {

  /** A member that nobody looks at: an escape in its name makes a line unusual. */
  private static final String UNUSUAL = "{\"\\u007a\":0,";

  /** {@return lines that say the same, which only the reader of JSON reads} */
  Lines unusual() {
    return new Lines(
        name,
        lines.stream()
            .map(line -> line.startsWith("{") ? UNUSUAL + line.substring(1) : line)
            .toList());
  }

  /** {@return all that comes of reading them, but for the columns of bad ones} */
  String read() {
    byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    try (CallImport calls =
        CallImport.of(name, new ByteArrayInputStream(text), ImportOptions.DEFAULT)) {
      StringBuilder read = new StringBuilder();
      for (Call call : calls) {
        read.append(call.toJson()).append('\n');
      }
      ImportedFile file = calls.files().get(0);
      List<Integer> bad = file.firstBad().stream().map(BadCallException::line).toList();
      String leftOut =
          file.leftOut().entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(Map.Entry::toString)
              .collect(Collectors.joining(", "));
      return read + leftOut + ", repeated " + file.repeated() + ", bad " + bad;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a member with one of these values, or none. */
  static void some(Random random, List<String> members, String name, String... values) {
    if (random.nextInt(5) > 0) {
      members.add("\"" + name + "\":" + values[random.nextInt(values.length)]);
    }
  }
}
