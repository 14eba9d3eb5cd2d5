package io.tokentally;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Files of calls in memory, for the tests of reading. */
final class CallFiles {

  private CallFiles() {}

  static CallReader reader(String text) throws IOException {
    return reader(utf8(text));
  }

  static CallReader reader(byte[] bytes) throws IOException {
    return CallReader.of(new ByteArrayInputStream(bytes));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static List<String> ids(List<Call> calls) {
    return calls.stream().map(Call::id).toList();
  }

  /** {@return the ids that are read, and for each record that is skipped the message} */
  static List<String> idsAndRefusals(String text) throws IOException {
    List<String> seen = new ArrayList<>();
    CallReader reader = reader(text).skipping(refusal -> seen.add(refusal.getMessage()));
    for (Call call : reader) {
      seen.add(call.id());
    }
    return seen;
  }
}
