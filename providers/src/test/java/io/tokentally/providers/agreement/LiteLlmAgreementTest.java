package io.tokentally.providers.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.Cost;
import io.tokentally.providers.Json;
import io.tokentally.providers.PriceList;
import io.tokentally.providers.PriceLists;
import io.tokentally.providers.SkippedEntry;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Costs by LiteLLM's list beside what LiteLLM's own calculation says: equal to the last digit, or
 * exactly what follows from a {@link Difference}. The sample has rows of the list of 2026-07-24 (by
 * BerriAI/litellm, MIT) such that every member about prices is in some; {@code
 * -Dtokentally.litellm=FILE} takes a whole list, and prints how many cases there were.
 */
class LiteLlmAgreementTest {

  private static final String SAMPLE = "litellm-sample.json";

  @Test
  void costsAreThoseOfTheListsOwnCalculation() throws IOException {
    String text = list();
    PriceList list = PriceLists.liteLlm(text);
    Set<String> skipped =
        list.skipped().stream().map(SkippedEntry::entry).collect(Collectors.toSet());
    Map<String, Integer> equal = new TreeMap<>();
    List<String> unexplained = new ArrayList<>();
    Json.object(text)
        .forEach(
            (model, entry) -> {
              if (entry instanceof Map<?, ?> members && !skipped.contains(model)) {
                LiteLlmCases.of(members)
                    .forEach(
                        usage -> compare(list, (String) model, members, usage, equal, unexplained));
              }
            });
    if (System.getProperty("tokentally.litellm") != null) {
      int cases = equal.values().stream().mapToInt(each -> each).sum();
      System.out.println(list + ", " + skipped.size() + " skipped: " + cases + " cases: " + equal);
    }
    assertThat(unexplained).isEmpty();
    assertThat(equal).containsKey("equal");
  }

  private static void compare(
      PriceList list,
      String model,
      Map<?, ?> entry,
      ListedUsage usage,
      Map<String, Integer> counts,
      List<String> unexplained) {
    Cost cost = list.table().cost(model, usage.recorded(), usage.when());
    LiteLlmByHand.Answer theirs = LiteLlmByHand.theirs(entry, usage);
    LiteLlmByHand.Answer ours = LiteLlmByHand.ours(entry, usage);
    if (isSame(cost.amount(), theirs.amount())) {
      counts.merge("equal", 1, Integer::sum);
    } else if (!ours.met().isEmpty() && isSame(cost.amount(), ours.amount())) {
      counts.merge(ours.met().iterator().next().name(), 1, Integer::sum);
    } else {
      counts.merge("unexplained", 1, Integer::sum);
      if (unexplained.size() < 20) {
        unexplained.add(model + " " + usage + ": " + cost + ", not " + theirs + ", nor " + ours);
      }
    }
  }

  private static boolean isSame(@Nullable BigDecimal a, @Nullable BigDecimal b) {
    if (a == null || b == null) {
      return a == null && b == null;
    }
    return a.compareTo(b) == 0;
  }

  private static String list() throws IOException {
    String file = System.getProperty("tokentally.litellm");
    if (file != null) {
      return Files.readString(Path.of(file));
    }
    try (InputStream in = LiteLlmAgreementTest.class.getResourceAsStream(SAMPLE)) {
      return new String(Objects.requireNonNull(in, SAMPLE).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
