package io.tokentally.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.json.LineBlocks.Block;
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
    List<String> expected = new ArrayList<>();
    Lines lines = new Lines(stream(text), most);
    while (lines.next()) {
      expected.add(
          lines.isTooLong() ? TOO_LONG : text(lines.text().bytes(), lines.from(), lines.to()));
    }

    assertThat(lines(new LineBlocks(stream(text), most, chunk), most)).isEqualTo(expected);
  }

  @Test
  void linesBeforeABreakAreGiven() throws IOException {
    LineBlocks blocks =
        new LineBlocks(new SequenceInputStream(stream("a\nb\nc"), new Broken()), 10, 2);

    assertThat(lines(blocks, 10)).containsExactly("a", "b");
    for (int again = 0; again < 2; again++) {
      assertThatThrownBy(blocks::next).isInstanceOf(IOException.class).hasMessage("broken");
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

  private static List<String> lines(LineBlocks blocks, int most) throws IOException {
    List<String> lines = new ArrayList<>();
    try {
      for (Block block = blocks.next(); block != null; block = blocks.next()) {
        if (block.isTooLong()) {
          lines.add(TOO_LONG);
        }
        JsonBytes text = block.text();
        int from = 0;
        while (from < text.length()) {
          int to = text.indexOf('\n', from, text.length());
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
