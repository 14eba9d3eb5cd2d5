package io.tokentally;

import static io.tokentally.CallFiles.gzip;
import static io.tokentally.CallFiles.reader;
import static io.tokentally.CallFiles.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Random and spoilt bytes: only refusals and errors of the file come out. */
class CallReaderGarbageTest {

  @Property(tries = 500)
  void garbageGivesRefusalsOnly(@ForAll("garbage") byte[] bytes) {
    assertReadOrRefused(bytes);
  }

  @Property(tries = 200)
  void garbageThatIsCompressedGivesRefusalsOnly(@ForAll("garbage") byte[] bytes) {
    assertReadOrRefused(gzip(bytes));
  }

  @Property(tries = 500)
  void spoiltFilesGiveRefusalsOnly(
      @ForAll("files") String text, @ForAll("places") int place, @ForAll byte spoilt) {
    byte[] bytes = utf8(text);
    bytes[place % bytes.length] = spoilt;
    assertReadOrRefused(bytes);
    assertReadOrRefused(Arrays.copyOf(bytes, place % bytes.length));
    byte[] zipped = gzip(utf8(text));
    zipped[place % zipped.length] = spoilt;
    assertReadOrRefused(zipped);
  }

  private static void assertReadOrRefused(byte[] bytes) {
    try {
      reader(bytes).readAll();
    } catch (ValidationException e) {
      assertThat(e.getMessage()).startsWith("line ");
      assertThat(e.errors()).isNotEmpty();
    } catch (IOException e) {
      assertThat(e).isNotNull();
    }
    try {
      CallReader reader = reader(bytes).skipping(e -> assertThat(e.line()).isPositive());
      reader.readAll();
    } catch (ValidationException | IOException e) {
      assertThat(e).isNotNull();
    }
  }

  @Provide
  Arbitrary<byte[]> garbage() {
    Arbitrary<Byte> any = Arbitraries.bytes();
    Arbitrary<Byte> likely =
        Arbitraries.of('[', ']', '{', '}', '"', ':', ',', '\\', 'u', '0', '1', 'e', '-', '\n', ' ')
            .map(each -> (byte) each.charValue());
    Arbitrary<Byte> marks =
        Arbitraries.of(0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x1f, 0x8b, 0x08, 0x00)
            .map(Integer::byteValue);
    return Arbitraries.frequencyOf(Tuple.of(1, any), Tuple.of(5, likely), Tuple.of(1, marks))
        .array(byte[].class)
        .ofMaxSize(30);
  }

  @Provide
  Arbitrary<String> files() {
    return Arbitraries.of(
        "{\"id\":\"a\",\"inputs\":{\"b\":[1.5e3,null]}}\n{\"id\":\"c\\u00e4\"}\n",
        "[{\"id\":\"a\",\"started_at\":\"2024-06-15\"},{\"id\":\"b\",\"summary\":{}}]",
        "\ufeff{\"id\":\"\u00e4\ud83d\ude00\"}\r\n\r\n{\"id\":\"b\"}");
  }

  @Provide
  Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, 200);
  }
}
