package io.tokentally.otel;

import static java.util.Objects.requireNonNull;

import io.tokentally.BadCallException;
import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import io.tokentally.json.MalformedJsonException;
import io.tokentally.json.TextStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads spans from JSON, as OpenTelemetry's exporters and its collector write it. The text is
 * UTF-8, compressed with gzip or not: one object, many one after the other, or a list of them. Each
 * is a request of OTLP ({@code resourceSpans}), an element of one ({@code scopeSpans}), a span as
 * the console exporters of Python and JavaScript write it, or one that Phoenix exported. Objects of
 * metrics are passed over. A log record with counts, such as the events of the conventions for
 * generative AI, is read with the span that it names, if that has none of its own; without such a
 * span it becomes a call.
 *
 * <p>Every span becomes a call, in file order:
 *
 * <table>
 *   <caption>What a call takes from a span</caption>
 *   <tr><th>call</th><th>span</th></tr>
 *   <tr><td>{@code id}, {@code trace_id}, {@code parent_id}</td>
 *     <td>{@code spanId}, {@code traceId}, {@code parentSpanId}; hexadecimal digits in lower
 *     case</td></tr>
 *   <tr><td>{@code op_name}</td><td>{@code name}</td></tr>
 *   <tr><td>{@code started_at}, {@code ended_at}</td>
 *     <td>{@code startTimeUnixNano}, {@code endTimeUnixNano}; 0 is not known</td></tr>
 *   <tr><td>{@code exception}</td><td>the message of a status that is an error</td></tr>
 *   <tr><td>{@code attributes}</td><td>the attributes, each under its whole name</td></tr>
 *   <tr><td>{@code summary.usage}</td>
 *     <td>the attributes about usage, each under its whole name and as it was recorded, by the
 *     model that answered, else the one that was asked, else {@value GenAiUsage#NO_MODEL}</td></tr>
 * </table>
 *
 * <p>{@link GenAiUsage} reads that usage; a report needs its format. A span of a call of a model
 * without any usage, and without an error or usage below it, has an entry without counts, so that a
 * report lists it. Members that are not known are ignored, as OTLP asks of receivers.
 *
 * <p>Many frameworks record usage of an agent that repeats that of the model calls below it. It is
 * kept here; {@link io.tokentally.aggregation.UsageScope#AUTO} counts it once, and is the scope for
 * reports on spans. Under another scope a report says {@link
 * io.tokentally.aggregation.Anomaly.Kind#LOOKS_PRE_AGGREGATED} of such spans.
 */
public final class OtlpReader {

  private OtlpReader() {}

  /**
   * {@return the spans of a file}
   *
   * @throws ValidationException as {@link #read(InputStream)}
   * @throws IOException if the file cannot be read
   */
  public static List<Call> open(Path file) throws IOException {
    return read(Files.newInputStream(file));
  }

  /**
   * {@return the spans in a string}
   *
   * @throws ValidationException as {@link #read(InputStream)}
   */
  public static List<Call> parse(String json) {
    try {
      return read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is nothing that could fail
    }
  }

  /**
   * {@return the spans in a stream, which is closed then}
   *
   * @throws ValidationException if the text is not JSON, or an object is in no form that is read;
   *     with every error, whose path begins with the position of the object among all
   * @throws IOException if the stream cannot be read
   */
  public static List<Call> read(InputStream in) throws IOException {
    ErrorCollector faults = new ErrorCollector();
    List<Call> calls = read(in, null, faults::addAll);
    faults.throwIfAny();
    return calls;
  }

  /**
   * {@return the spans in a stream, which is closed then} Goes on after a span that is none. Where
   * the text stops being JSON, that is such a record too, and reading goes on with the next line
   * that begins with a brace.
   *
   * @param skipped is given each such record, with the line and column where its object begins
   * @throws IOException if the stream cannot be read
   */
  public static List<Call> read(InputStream in, Consumer<? super BadCallException> skipped)
      throws IOException {
    requireNonNull(skipped, "skipped");
    return read(in, skipped, faults -> {});
  }

  /**
   * {@return whether a document that begins so holds spans, rather than calls} It is seen from the
   * names of the members of the first object.
   *
   * @param beginning its first bytes; some ten thousand are enough
   */
  public static boolean isSpans(byte[] beginning) {
    return FirstMembers.areOfSpans(beginning);
  }

  private static List<Call> read(
      InputStream in,
      @Nullable Consumer<? super BadCallException> skipped,
      Consumer<ErrorCollector> all)
      throws IOException {
    Reading reading = new Reading(skipped, all);
    try (InputStream raw = requireNonNull(in, "in");
        InputStream text = TextStream.of(raw)) {
      new JsonDocuments(text, reading).read();
    }
    return SpanCalls.of(reading.documents.spans(), reading.documents.events());
  }

  /** Finds the spans in documents, and reports what is wrong with them. */
  private static final class Reading implements JsonDocuments.Taker {

    private final @Nullable Consumer<? super BadCallException> skipped;
    private final Consumer<ErrorCollector> all;
    private final Documents documents = new Documents(this::wrong);
    private int line;
    private int column;

    Reading(@Nullable Consumer<? super BadCallException> skipped, Consumer<ErrorCollector> all) {
      this.skipped = skipped;
      this.all = all;
    }

    @Override
    public void take(
        @Nullable Object document, Loc at, int line, int column, ErrorCollector faults) {
      this.line = line;
      this.column = column;
      if (!faults.isEmpty()) {
        wrong(faults);
      }
      documents.read(document, at);
    }

    private void wrong(ErrorCollector faults) {
      all.accept(faults);
      if (skipped != null) {
        skipped.accept(new BadCallException(faults.refusal(), line, column));
      }
    }

    @Override
    public boolean broken(IOException problem, int linesBefore) {
      MalformedJsonException malformed = JsonReader.malformed(problem, Loc.ROOT, 1 + linesBefore);
      if (skipped == null) {
        throw malformed;
      }
      // Where bytes are in no encoding of text, it is not known which.
      int line = Math.max(malformed.line(), 1 + linesBefore);
      skipped.accept(
          new BadCallException(malformed.withoutPlace(), line, Math.max(malformed.column(), 1)));
      return true;
    }

    @Override
    public boolean rejected(ValidationException problem, int line) {
      if (skipped == null) {
        throw problem;
      }
      skipped.accept(new BadCallException(problem, line, 1));
      return true;
    }
  }
}
