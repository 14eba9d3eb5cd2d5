package io.tokentally.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** A stream in blocks has the lines that it has one by one. */
class LineBlocksTest {

  private static final String TOO_LONG = "too long";

  @Property
  void haveTheLinesOfTheStream(
      @ForAll @CharRange(from = '\t', to = '\r') @StringLength(max = 80) String text,
      @ForAll @IntRange(min = 1, max = 5) int chunk,
      @ForAll @IntRange(min = 1, max = 100) int most)
      throws IOException {
    List<String> expected = lines(text, most);

    assertThat(lines(new Lines(stream(text), most, new byte[chunk]))).isEqualTo(expected);
    assertThat(lines(new LineBlocks(stream(text), most), chunk, most)).isEqualTo(expected);
  }

  /** {@return the lines as a search for breaks finds them} */
  private static List<String> lines(String text, int most) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    lines.replaceAll(line -> line.length() > most ? TOO_LONG : line);
    return lines;
  }

  private static List<String> lines(Lines lines) throws IOException {
    List<String> found = new ArrayList<>();
    while (lines.next()) {
      if (lines.isTooLong()) {
        found.add(TOO_LONG);
      } else if (lines.number() % 2 == 0) {
        lines.endsAt(lines.text().endOfLine(lines.from())); // whoever read it knows
        found.add(text(lines.text().bytes(), lines.from(), lines.to()));
      } else {
        found.add(text(lines.text().bytes(), lines.from(), lines.to()));
      }
    }
    assertThat(lines.number()).isEqualTo(found.size());
    return found;
  }

  @Test
  void linesBeforeABreakAreGiven() throws IOException {
    LineBlocks blocks =
        new LineBlocks(new SequenceInputStream(stream("a\nb\nc"), new Broken()), 10);

    assertThat(lines(blocks, 2, 10)).containsExactly("a", "b");
    for (int again = 0; again < 2; again++) {
      assertThatThrownBy(() -> blocks.next(new byte[2]))
          .isInstanceOf(IOException.class)
          .hasMessage("broken");
    }
  }

  private static final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("broken");
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      return read();
    }
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
  }

  private static List<String> lines(LineBlocks blocks, int room, int most) throws IOException {
    List<String> lines = new ArrayList<>();
    try {
      for (JsonBytes text = blocks.next(new byte[room]);
          text != null;
          text = blocks.next(new byte[room])) {
        if (text == LineBlocks.TOO_LONG) {
          lines.add(TOO_LONG);
        }
        int from = 0;
        while (from < text.length()) {
          int to = text.endOfLine(from);
          lines.add(to - from > most ? TOO_LONG : text(text.bytes(), from, to));
          from = to + 1;
        }
      }
    } catch (IOException e) {
      assertThat(e).hasMessage("broken");
    }
    return lines;
  }
}
