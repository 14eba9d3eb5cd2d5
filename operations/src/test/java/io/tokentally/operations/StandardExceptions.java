package io.tokentally.operations;

import io.tokentally.testing.Vectors;
import io.tokentally.testing.Vectors.Vector;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/**
 * The vectors of the Weave dialect that the operations answer differently on purpose unless they
 * are set to be like the server. The list says of each which rule makes it so; all others hold.
 */
final class StandardExceptions {

  /**
   * One line of the list.
   *
   * @param id the vector
   * @param rule the section or rule of docs/semantics.md
   */
  record Entry(String id, String rule, String why) {}

  private static final List<Entry> LIST = read();

  private StandardExceptions() {}

  static List<Entry> list() {
    return LIST;
  }

  /** {@return the vectors of a file that must hold} */
  static Stream<Named<Vector>> others(String file) {
    return Vectors.load(file).filter(vector -> !isListed(vector.getPayload()));
  }

  /** {@return the vectors of a file that must not hold} */
  static Stream<Named<Vector>> of(String file) {
    return Vectors.load(file).filter(vector -> isListed(vector.getPayload()));
  }

  private static boolean isListed(Vector vector) {
    return LIST.stream().anyMatch(entry -> entry.id.equals(vector.text("id")));
  }

  private static List<Entry> read() {
    String file = "/vectors/standard-exceptions.tsv";
    InputStream in = StandardExceptions.class.getResourceAsStream(file);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(in, file), StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(StandardExceptions::entry).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Entry entry(String line) {
    List<String> columns = Arrays.asList(line.split("\t", -1));
    if (columns.size() != 3) {
      throw new IllegalStateException("expected three columns, found " + columns);
    }
    return new Entry(columns.get(0), columns.get(1), columns.get(2));
  }
}
