package io.tokentally.jtokkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.tokentally.providers.TokenCounter;
import io.tokentally.providers.TokenRange;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens of prompts by OpenAI's encodings, and bounds for other models. */
class JtokkitCounterTest {
  private static final String TEXT = "The quick brown fox jumps over the lazy dog.";
  private static final JtokkitCounter COUNTER = new JtokkitCounter();
  private static final Encoding O200K =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "gpt-4o, true",
    "gpt-4o-mini-2024-07-18, true",
    "openai/gpt-5.5, true",
    "gpt-5.2-codex, true",
    "GPT-4, true",
    "gpt-3.5-turbo-0125, true",
    "ft:gpt-4o-mini-2024-07-18:acme::x1, true",
    "o3-mini, true",
    "text-embedding-3-small, true",
    "gpt-oss-120b, false",
    "o365, false",
    "gpt-6, false",
    "claude-sonnet-4-5, false",
    "gemini-2.5-pro, false"
  })
  void knowsTheEncodingsOfOpenAi(String model, boolean exact) {
    assertThat(COUNTER.isExact(model)).isEqualTo(exact);
    assertThat(COUNTER.count(model, TEXT).isExact()).isEqualTo(exact);
  }

  @Test
  void countsAsTheEncodingDoes() {
    assertThat(COUNTER.count("gpt-4o", TEXT)).isEqualTo(TokenRange.exactly(10));
    assertThat(COUNTER.count("claude-sonnet-4-5", TEXT)).isEqualTo(new TokenRange(8, 20));
    assertThat(COUNTER.count("gpt-4o", "")).isEqualTo(TokenRange.NONE);
  }

  @Test
  void whatLooksLikeASpecialTokenIsText() {
    assertThat(COUNTER.count("gpt-4o", "<|endoftext|>").least()).isGreaterThan(1);
  }

  @Property
  void noTextHasMoreTokensThanBytes(@ForAll @StringLength(max = 100) String text) {
    TokenRange tokens = COUNTER.count("gpt-4o", text);
    assertThat(tokens).isEqualTo(TokenRange.exactly(O200K.countTokensOrdinary(text)));
    assertThat(tokens.most()).isLessThanOrEqualTo(TokenCounter.BYTES.count("gpt-4o", text).most());
  }
}
