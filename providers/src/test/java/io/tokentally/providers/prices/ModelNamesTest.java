package io.tokentally.providers.prices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken away from names, and what is not. */
class ModelNamesTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gpt-4o                     | gpt-4o
          gpt-4o-2024-08-06          | gpt-4o-2024-08-06 gpt-4o
          claude-4-20250514          | claude-4-20250514 claude-4
          claude-4@20250514          | claude-4@20250514 claude-4
          claude-4-latest            | claude-4-latest claude-4
          a-2025-01-01-latest        | a-2025-01-01-latest a-2025-01-01 a
          models/gemini-2            | models/gemini-2 gemini-2
          us.meta.llama-v1:0         | us.meta.llama-v1:0 us.meta.llama meta.llama-v1:0 meta.llama
          global.anthropic.claude    | global.anthropic.claude anthropic.claude
          us.claude                  | us.claude
          command-r-08-2024          | command-r-08-2024
          gpt-4-0613                 | gpt-4-0613
          m-20251340                 | m-20251340
          m-20250101x                | m-20250101x
          m:free                     | m:free
          ft:m-2024-07-18:acme::x1   | ft:m-2024-07-18:acme::x1 ft:m-2024-07-18
          ft:m:acme                  | ft:m:acme
          ft:m                       | ft:m
          m[1m]                      | m[1m] m
          publishers/a/models/m      | publishers/a/models/m m
          m-preview                  | m-preview
          -latest                    | -latest
          """)
  void takesAway(String name, String expected) {
    assertThat(ModelNames.withAliases(name))
        .containsExactlyElementsOf(List.of(expected.split(" ", -1)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "anthropic.claude-3,true",
    "us.amazon.nova-pro-v1:0,true",
    "us-gov.anthropic.claude,true",
    "gpt-4.1,false",
    "deepseek-v3.2,false",
    "openai/gpt-4o,false",
    "us.gpt,false"
  })
  void knowsNamesOfBedrock(String name, boolean expected) {
    assertThat(ModelNames.isOnBedrock(name)).isEqualTo(expected);
  }
}
