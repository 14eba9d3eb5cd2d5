package io.tokentally.otel;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.json.Faults;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads spans from OTLP JSON, as OpenTelemetry's exporters and its collector write it: one object
 * with {@code resourceSpans}, or many, a line each. The text is UTF-8.
 *
 * <p>Every span becomes a call, in file order:
 *
 * <table>
 *   <caption>What a call takes from a span</caption>
 *   <tr><th>call</th><th>span</th></tr>
 *   <tr><td>{@code id}, {@code trace_id}, {@code parent_id}</td>
 *     <td>{@code spanId}, {@code traceId}, {@code parentSpanId}</td></tr>
 *   <tr><td>{@code op_name}</td><td>{@code name}</td></tr>
 *   <tr><td>{@code started_at}, {@code ended_at}</td>
 *     <td>{@code startTimeUnixNano}, {@code endTimeUnixNano}; 0 is not known</td></tr>
 *   <tr><td>{@code exception}</td><td>the message of a status that is an error</td></tr>
 *   <tr><td>{@code attributes}</td><td>the attributes, each under its whole name</td></tr>
 *   <tr><td>{@code summary.usage}</td>
 *     <td>{@code gen_ai.usage.*}, by {@code gen_ai.response.model}, else {@code
 *     gen_ai.request.model}, else {@value GenAiUsage#NO_MODEL}</td></tr>
 * </table>
 *
 * <p>Counts stand in the summary under the contract's names as they were recorded; a report has
 * those that are malformed. {@link GenAiUsage} reads more of them than these names can say. Of two
 * attributes for one count, of different versions of the conventions, the newer one counts. Nothing
 * says how many requests a span stands for, so they are not counted. Resources, scopes, events and
 * links of spans are not read.
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
   * @throws ValidationException as {@link #read}
   * @throws IOException if the file cannot be read
   */
  public static List<Call> open(Path file) throws IOException {
    return read(Files.newInputStream(file));
  }

  /**
   * {@return the spans in a string}
   *
   * @throws ValidationException as {@link #read}
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
   * @throws ValidationException if the text is not JSON, or an object is not in the form of OTLP;
   *     with every error, whose path begins with the position of the object among all
   * @throws IOException if the stream cannot be read
   */
  public static List<Call> read(InputStream in) throws IOException {
    Faults faults = new Faults();
    List<Call> calls = new ArrayList<>();
    Spans spans = new Spans(faults, calls::add);
    try (InputStream text = requireNonNull(in, "in");
        JsonParser parser = JsonReader.parser(text)) {
      for (int i = 0; parser.nextToken() != null; i++) {
        Loc at = Loc.ROOT.index(i);
        spans.read(JsonReader.readCurrent(parser, at, faults), at);
      }
    } catch (JsonProcessingException | CharConversionException e) {
      throw JsonReader.malformed(e, Loc.ROOT, 1);
    }
    faults.throwIfAny();
    return List.copyOf(calls);
  }
}
