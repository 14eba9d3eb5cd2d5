package io.tokentally.testing;

import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.JsonText;
import io.tokentally.json.Loc;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;

/** Reads the conformance vectors: one JSON object a line, numbers exact, keys in order. */
public final class Vectors {

  private Vectors() {}

  /** {@return the vectors of a file, each named by its id and reason} */
  public static Stream<Named<Vector>> load(String file) {
    return read(file).stream().map(vector -> Named.of(vector.name(), vector));
  }

  /** {@return the vectors of a file in {@code /vectors}} */
  public static List<Vector> read(String file) {
    InputStream in = Vectors.class.getResourceAsStream("/vectors/" + file);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(in, file), StandardCharsets.UTF_8))) {
      return lines.lines().map(Vectors::parse).map(Vector::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked") // a vector is an object
  private static Map<String, @Nullable Object> parse(String line) {
    ErrorCollector faults = new ErrorCollector();
    Object document = JsonReader.read(line, Loc.ROOT, faults);
    faults.throwIfAny();
    return (Map<String, @Nullable Object>) Objects.requireNonNull(document);
  }

  /**
   * One vector.
   *
   * @param members its members as plain values
   */
  public record Vector(Map<String, @Nullable Object> members) {

    public String name() {
      return text("id") + ": " + text("why");
    }

    public boolean has(String key) {
      return members.containsKey(key);
    }

    public @Nullable Object get(String key) {
      return members.get(key);
    }

    public String text(String key) {
      return (String) Objects.requireNonNull(get(key), key);
    }

    public String json(String key) {
      return JsonText.of(get(key));
    }

    @SuppressWarnings("unchecked") // the caller knows the format
    public Map<String, @Nullable Object> object(String key) {
      return (Map<String, @Nullable Object>) Objects.requireNonNull(get(key), key);
    }

    @SuppressWarnings("unchecked") // the caller knows the format
    public List<@Nullable Object> list(String key) {
      return (List<@Nullable Object>) Objects.requireNonNull(get(key), key);
    }

    public boolean expectsError() {
      return "error".equals(get("expect"));
    }

    /** {@return the places of the faults that are expected, to compare as a set} */
    public Set<List<Object>> errorPaths() {
      return list("error_paths").stream().map(Vector::path).collect(Collectors.toSet());
    }

    private static List<Object> path(@Nullable Object steps) {
      return ((List<?>) Objects.requireNonNull(steps))
          .stream()
              .<Object>map(step -> step instanceof Long index ? index.intValue() : step)
              .toList();
    }

    @Override
    public String toString() {
      return JsonText.of(members);
    }
  }
}
