package io.tokentally.importers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tokentally.importers.exports.CsvLine;
import io.tokentally.json.JsonBytes;
import io.tokentally.json.JsonReader;
import io.tokentally.otel.OtlpReader;
import io.tokentally.value.JsonValues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a file, and what it shows of the whole.
 *
 * @param kind what the file is; null if it is in no form that is known
 * @param lines whether each line is a record, rather than the whole one document or several
 * @param looksLike what it looks like, in words; empty for JSON of a kind that is known
 * @param columns the names of the columns of a table; none for anything else
 */
record Beginning(@Nullable FileKind kind, boolean lines, String looksLike, List<String> columns) {

  private Beginning(@Nullable FileKind kind, boolean lines, String looksLike) {
    this(kind, lines, looksLike, List.of());
  }

  /** How many bytes are looked at. */
  static final int LENGTH = 1 << 16;

  /** A member of a span as Node.js prints objects: without quotes around its name. */
  private static final Pattern PRINTED_ID =
      Pattern.compile("(?m)^\\s*traceId: '[0-9a-f]{32}',?\\s*$");

  private static final String PRINTED_SPANS =
      "spans as ConsoleSpanExporter of OpenTelemetry's JavaScript prints them, which is no JSON and"
          + " leaves out what is long or deep (export them as OTLP JSON instead)";

  private static final int MOST_OBJECTS = 12;
  private static final int MOST_PATHS = 2_000;
  private static final int LONGEST_STRING = 100;
  private static final int LEVELS = 3;

  /**
   * {@return what the beginning of a file shows}
   *
   * @param head its first bytes, {@link #LENGTH} of them if there are so many
   */
  static Beginning of(byte[] head) {
    return of(head, JsonReader.newFactory());
  }

  /** {@return the same, with parsers that many files share} */
  static Beginning of(byte[] head, JsonFactory factory) {
    int start = firstOfText(head);
    if (start == head.length) {
      return new Beginning(null, false, "nothing");
    }
    boolean isJson = head[start] == '{' || head[start] == '[';
    Beginning table =
        isJson
            ? null
            : Table.of(new String(head, start, head.length - start, StandardCharsets.UTF_8));
    if (table != null && table.kind != null) {
      return table; // its rows may hold anything, also JSON
    }
    List<Shape> shapes = shapes(head, start, head.length, factory);
    if (head[start] != '[' && shapes.size() < 2 && !isClear(shapes)) {
      shapes.addAll(shapesOfLines(head, start, factory)); // the first line may be broken
    }
    if (isEmptyObject(shapes) && isPrintedByJavaScript(head)) {
      return new Beginning(null, false, PRINTED_SPANS);
    }
    if (table != null && shapes.stream().allMatch(shape -> shape.paths().isEmpty())) {
      return table;
    }
    // An empty list, an empty object, or broken JSON: whoever reads calls says what is wrong.
    FileKind kind = isJson && isEmptyObject(shapes) ? FileKind.CALLS : Kinds.of(shapes);
    if (kind == null && OtlpReader.isSpans(head)) {
      kind = FileKind.SPANS;
    }
    boolean isLines = !isJson || isLines(shapes, head, start, factory);
    return new Beginning(kind, isLines, kind == null ? looksLike(shapes, head[start] == '[') : "");
  }

  private static boolean isEmptyObject(List<Shape> shapes) {
    return shapes.isEmpty() || shapes.get(0).paths().isEmpty();
  }

  private static boolean isPrintedByJavaScript(byte[] head) {
    return PRINTED_ID.matcher(new String(head, StandardCharsets.UTF_8)).find();
  }

  private static boolean isLines(List<Shape> shapes, byte[] head, int start, JsonFactory factory) {
    return head[start] == '{' && !Kinds.holdsLists(shapes) && isOneLine(head, start, factory);
  }

  private static int firstOfText(byte[] head) {
    int start = 0;
    while (start < head.length && (head[start] == ' ' || isBreak(head[start]))) {
      start++;
    }
    return start;
  }

  private static boolean isBreak(byte character) {
    return character == '\n' || character == '\r' || character == '\t';
  }

  /** {@return whether the first value is over, or broken, in the first line} */
  private static boolean isOneLine(byte[] head, int start, JsonFactory factory) {
    if (new JsonBytes(head, head.length).endOfValue(start) != JsonBytes.UNKNOWN) {
      return true;
    }
    try (JsonParser parser =
        factory.createParser(new ByteArrayInputStream(head, start, head.length - start))) {
      int open = 0;
      do {
        JsonToken token = parser.nextToken();
        open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      } while (open > 0 && parser.currentTokenLocation().getLineNr() == 1);
      return parser.currentTokenLocation().getLineNr() == 1;
    } catch (JsonProcessingException e) {
      return e.getLocation() != null && e.getLocation().getLineNr() == 1;
    } catch (IOException e) {
      return true;
    }
  }

  /** {@return what stands in lines that begin with an object, each for itself} */
  private static List<Shape> shapesOfLines(byte[] head, int start, JsonFactory factory) {
    List<Shape> shapes = new ArrayList<>();
    int from = start;
    while (from < head.length && shapes.size() < MOST_OBJECTS) {
      int end = from;
      while (end < head.length && head[end] != '\n') {
        end++;
      }
      if (head[from] == '{') {
        shapes.addAll(shapes(head, from, end, factory));
      }
      from = end + 1;
    }
    return shapes;
  }

  private static List<Shape> shapes(byte[] head, int from, int to, JsonFactory factory) {
    List<Shape> shapes = new ArrayList<>();
    try (JsonParser parser =
        factory.createParser(new ByteArrayInputStream(head, from, to - from))) {
      JsonToken token = parser.nextToken();
      while (token != null && shapes.size() < MOST_OBJECTS && !isClear(shapes)) {
        if (token == JsonToken.START_OBJECT) {
          Shape shape = new Shape(new HashSet<>(), new LinkedHashMap<>());
          shapes.add(shape);
          object(parser, "", 1, shape);
        } else if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
          parser.skipChildren();
        }
        token = parser.nextToken();
      }
    } catch (IOException e) {
      // The text goes on after what is here, or is no JSON.
    }
    return shapes;
  }

  /** {@return whether an object was seen that one tool alone writes: what is behind it is alike} */
  private static boolean isClear(List<Shape> shapes) {
    if (shapes.isEmpty()) {
      return false;
    }
    FileKind kind = Kinds.of(shapes.subList(shapes.size() - 1, shapes.size()));
    return kind != null && kind != FileKind.CALLS;
  }

  private static void object(JsonParser parser, String path, int level, Shape shape)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = path + parser.currentName();
      if (shape.paths().size() < MOST_PATHS) {
        shape.paths().add(name);
      }
      value(parser, parser.nextToken(), name, level, shape);
    }
  }

  private static void value(JsonParser parser, JsonToken token, String name, int level, Shape shape)
      throws IOException {
    if (token == JsonToken.START_OBJECT && level < LEVELS) {
      object(parser, name + ".", level + 1, shape);
    } else if (token == JsonToken.START_ARRAY && level < LEVELS) {
      while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
        value(parser, parser.currentToken(), name + "[]", level, shape);
      }
    } else if (token == JsonToken.VALUE_STRING && parser.getTextLength() <= LONGEST_STRING) {
      shape.strings().putIfAbsent(name, parser.getText());
    } else {
      parser.skipChildren();
    }
  }

  private static String looksLike(List<Shape> shapes, boolean isList) {
    if (shapes.isEmpty()) {
      return "JSON without an object in it";
    }
    Set<String> names = shapes.get(0).paths();
    String first =
        names.stream()
            .filter(name -> name.indexOf('.') < 0 && name.indexOf('[') < 0)
            .sorted()
            .limit(6)
            .map(name -> JsonValues.cut(name, 40))
            .collect(Collectors.joining(", "));
    String of = isList ? "a JSON list of objects" : "JSON";
    return first.isEmpty() ? of + " with an empty object" : of + " with " + first;
  }

  /**
   * A file that begins neither with an object nor with a list. Where its first line names columns
   * and the second is no JSON, it is a table; else the first line may be broken.
   */
  private static final class Table {

    /**
     * What stands in JSON, and in no name of a column: the line broke off, or is the end of one.
     */
    private static final Pattern JSON_PART = Pattern.compile("[{}]|\"\\s*:");

    static Beginning of(String text) {
      if (text.startsWith("SQLite format 3")) {
        return new Beginning(null, false, "an SQLite database");
      }
      String packed = packed(text);
      if (packed != null) {
        return new Beginning(null, false, packed);
      }
      String line = text.lines().findFirst().orElse("");
      List<String> names = CsvLine.names(line);
      boolean isLiteLlm = names.contains("request_id") && names.contains("spend");
      if (isHeader(line, names) && (isLiteLlm || !isJson(second(text)))) {
        String shown = String.join(", ", names.subList(0, Math.min(8, names.size())));
        return new Beginning(
            isLiteLlm ? FileKind.LITELLM : FileKind.CSV,
            true,
            "a table in CSV with the columns " + JsonValues.cut(shown, 200),
            names);
      }
      return isBinary(text)
          ? new Beginning(null, false, "binary data")
          : new Beginning(null, true, "text: " + JsonValues.quote(line));
    }

    /** {@return whether a line names columns} */
    private static boolean isHeader(String line, List<String> names) {
      return names.size() > 1
          && names.stream().allMatch(name -> !name.isEmpty() && name.length() <= 60)
          && !line.startsWith("#")
          && !isBinary(line)
          && !JSON_PART.matcher(line).find();
    }

    private static boolean isBinary(String text) {
      return text.chars()
          .limit(512)
          .anyMatch(each -> each < ' ' && each != '\n' && each != '\r' && each != '\t');
    }

    /** {@return the first line after the first that is not blank} */
    private static String second(String text) {
      return text.lines().skip(1).filter(line -> !line.isBlank()).findFirst().orElse("");
    }

    private static boolean isJson(String line) {
      return line.stripLeading().startsWith("{");
    }

    /** {@return what a file is that has to be unpacked first; null for others} */
    private static @Nullable String packed(String text) {
      if (text.startsWith("(\uFFFD/\uFFFD")) { // 28 B5 2F FD
        return "a file compressed with zstd (zstd -d unpacks it)";
      }
      if (text.startsWith("BZh")) {
        return "a file compressed with bzip2 (bunzip2 unpacks it)";
      }
      if (text.startsWith("\uFFFD7zXZ")) {
        return "a file compressed with xz (unxz unpacks it)";
      }
      return text.startsWith("PK\u0003\u0004") ? "a zip archive (unzip unpacks it)" : null;
    }
  }
}
