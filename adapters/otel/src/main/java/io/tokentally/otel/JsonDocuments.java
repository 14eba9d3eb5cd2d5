package io.tokentally.otel;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tokentally.ValidationException;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON documents that follow each other, or are the elements of a list. Behind one that is
 * broken the next begins with the next line that begins with a brace: exporters write a document a
 * line, or indent it. Not thread-safe.
 */
final class JsonDocuments {

  /** Takes what is read. */
  interface Taker {

    /**
     * Takes a document.
     *
     * @param at its place among all
     * @param line where it begins, from 1
     * @param faults what is wrong with it, but leaves the rest readable
     */
    void take(@Nullable Object document, Loc at, int line, int column, ErrorCollector faults);

    /**
     * Takes the news that the text stops being JSON.
     *
     * @param line of its beginning where the problem is, less 1
     * @return whether to go on behind it
     */
    boolean broken(IOException problem, int line);

    /**
     * Takes the news that a document is rejected as a whole, such as one that is too deep.
     *
     * @param line where it begins, from 1
     * @return whether to go on behind it
     */
    boolean rejected(ValidationException problem, int line);
  }

  private static final byte[] LIST = {'['};

  private final RememberedText text;
  private final Taker taker;
  private int index;

  /** Where the parser began, and how many lines stand before it. */
  private long origin;

  private int linesBefore;

  /** From where on to look for another document if this one is broken, and the line it is in. */
  private long from;

  private int fromLine;

  /** The list that is read; null where documents follow each other. */
  private @Nullable Loc list;

  private int element;

  JsonDocuments(InputStream in, Taker taker) {
    this.text = new RememberedText(in);
    this.taker = taker;
  }

  /** Reads all documents. */
  void read() throws IOException {
    boolean goesOn = true;
    while (goesOn) {
      InputStream in =
          list != null ? new SequenceInputStream(new ByteArrayInputStream(LIST), text) : text;
      try (JsonParser parser = JsonReader.parser(new Unclosed(in))) {
        read(parser);
        goesOn = false;
      } catch (JsonProcessingException | CharConversionException e) {
        goesOn = taker.broken(e, linesBefore) && toNext();
      } catch (ValidationException e) {
        goesOn = taker.rejected(e, fromLine) && toNext();
      }
    }
  }

  private void read(JsonParser parser) throws IOException {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.START_ARRAY) {
        list = list == null ? Loc.ROOT.index(index++) : list;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          document(parser, list.index(element++));
        }
        list = null;
        element = 0;
      } else {
        document(parser, Loc.ROOT.index(index++));
      }
    }
  }

  private void document(JsonParser parser, Loc at) throws IOException {
    JsonLocation begin = parser.currentTokenLocation();
    mark(begin, 1);
    ErrorCollector faults = new ErrorCollector();
    Object document = JsonReader.readCurrent(parser, at, faults);
    taker.take(document, at, begin.getLineNr() + linesBefore, begin.getColumnNr(), faults);
    mark(parser.currentLocation(), 0);
    text.forgetBefore(from);
  }

  private void mark(JsonLocation place, int more) {
    from = place.getByteOffset() < 0 ? -1 : origin + place.getByteOffset() + more;
    fromLine = place.getLineNr() + linesBefore;
  }

  /** {@return whether there is another document behind a broken one} */
  private boolean toNext() throws IOException {
    long next = from < 0 ? -1 : text.toNextObject(from);
    if (next < 0) {
      return false;
    }
    linesBefore = fromLine - 1 + text.lineEnds(from, next);
    fromLine = linesBefore + 1;
    from = next + 1;
    origin = list != null ? next - LIST.length : next;
    return true;
  }

  /** The stream of a parser that may be followed by another one. */
  private static final class Unclosed extends java.io.FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
