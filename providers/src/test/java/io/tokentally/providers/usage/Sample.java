package io.tokentally.providers.usage;

import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A usage object of each form, as the named package writes it, and what is in it. */
record Sample(Form form, String source, Map<?, ?> usage, String counts, String rest) {

  static final List<Sample> ALL = load();

  private static List<Sample> load() {
    try (InputStream in = Sample.class.getResourceAsStream("objects.jsonl")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(Sample::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sample of(String line) {
    ErrorCollector faults = new ErrorCollector();
    Map<?, ?> sample = (Map<?, ?>) JsonReader.read(line, Loc.ROOT, faults);
    faults.throwIfAny();
    return new Sample(
        Form.valueOf((String) sample.get("form")),
        (String) sample.get("source"),
        (Map<?, ?>) sample.get("usage"),
        (String) sample.get("counts"),
        (String) sample.get("rest"));
  }

  @Override
  public String toString() {
    return source;
  }
}
