package io.tokentally.providers.agreement;

import static io.tokentally.providers.agreement.ListedUsage.ANSWER;
import static io.tokentally.providers.agreement.ListedUsage.READ;
import static io.tokentally.providers.agreement.ListedUsage.TEXT;
import static io.tokentally.providers.agreement.ListedUsage.WRITE;
import static io.tokentally.providers.agreement.ListedUsage.WRITE_1H;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.Cost;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UnpricedReason;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import io.tokentally.providers.PriceList;
import io.tokentally.providers.PriceLists;
import io.tokentally.value.Numbers;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Costs by genai-prices' list beside those of its own calculator (npm package
 * {@code @pydantic/genai-prices} 0.1.8): equal wherever both give one, to a billionth, as it
 * reckons in doubles. benchmarks/prices/genai-prices.mjs makes the cases. The sample has models of
 * the list of 2026-08-21 (by Pydantic, MIT) such that each member and condition is in some; {@code
 * -Dtokentally.genai=LIST -Dtokentally.genai.cases=CASES} takes others, and prints how many cases
 * there were, and why some have no cost here.
 */
class GenaiPricesAgreementTest {

  /** Their names of kinds that are no part of another one here. */
  private static final Map<String, String> KINDS =
      Map.of(
          "cache_write_1h_tokens", WRITE_1H,
          "cache_audio_read_tokens", "cache_read_audio_tokens",
          "cache_image_read_tokens", "cache_read_image_tokens",
          "input_video_tokens", "input_video_tokens",
          "output_audio_tokens", "output_audio_tokens",
          "output_image_tokens", "output_image_tokens",
          "output_video_tokens", "output_video_tokens",
          "output_reasoning_tokens", "reasoning_tokens",
          "output_citation_tokens", "citation_tokens",
          "web_searches", "web_search_requests");

  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> differ = new ArrayList<>();

  @Test
  void costsAreThoseOfTheListsOwnCalculator() throws IOException {
    PriceList list = PriceLists.genaiPrices(text("tokentally.genai", "genai-sample.json"));
    String cases = text("tokentally.genai.cases", "genai-cases.jsonl");
    cases.lines().map(GenaiPricesAgreementTest::json).forEach(each -> compare(list, each));
    if (System.getProperty("tokentally.genai.cases") != null) {
      int all = counts.values().stream().mapToInt(each -> each).sum();
      System.out.println(list + ": " + all + " cases");
      counts.forEach((what, count) -> System.out.println(count + " " + what));
    }
    assertThat(differ).isEmpty();
    assertThat(counts).containsKey("equal");
  }

  private void compare(PriceList list, List<?> each) {
    ListedUsage usage =
        usage((Map<?, ?>) Objects.requireNonNull(each.get(3)), (String) each.get(2));
    String model = (String) Objects.requireNonNull(each.get(1));
    RecordedUsage recorded =
        RecordedUsage.builder().from(usage.recorded()).provider((String) each.get(0)).build();
    Cost cost = list.table().cost(model, recorded, usage.when());
    BigDecimal ours = cost.amount();
    BigDecimal theirs =
        each.get(4) == null ? null : Numbers.decimal((Number) Objects.requireNonNull(each.get(4)));
    String what = theirs == null ? "they give none" : ours == null ? reasons(cost) : "equal";
    if (ours != null
        && theirs != null
        && ours.subtract(theirs).abs().compareTo(new BigDecimal("1E-9")) > 0) {
      what = "differ";
      if (differ.size() < 20) {
        differ.add(each + ": " + ours);
      }
    }
    counts.merge(what, 1, Integer::sum);
  }

  private static String reasons(Cost cost) {
    Set<String> reasons =
        cost.unpriced().values().stream()
            .flatMap(List::stream)
            .map(GenaiPricesAgreementTest::reason)
            .collect(Collectors.toCollection(TreeSet::new));
    return "no cost here: " + String.join(", ", reasons);
  }

  private static String reason(UnpricedReason reason) {
    boolean isKind = reason.kind() == UnpricedReason.Kind.NO_RATE;
    return reason.kind() + (isKind ? " " + reason.detail() : "");
  }

  /** {@return the usage with kinds that do not hold others, as theirs do} */
  private static ListedUsage usage(Map<?, ?> theirs, String when) {
    Map<String, Long> counts = new HashMap<>();
    KINDS.forEach((name, kind) -> counts.put(kind, count(theirs, name)));
    long audio = count(theirs, "input_audio_tokens") - count(theirs, "cache_audio_read_tokens");
    long images = count(theirs, "input_image_tokens") - count(theirs, "cache_image_read_tokens");
    counts.put("input_audio_tokens", audio);
    counts.put("input_image_tokens", images);
    long read = count(theirs, "cache_read_tokens");
    long write = count(theirs, "cache_write_tokens");
    counts.put(
        READ,
        read - count(theirs, "cache_audio_read_tokens") - count(theirs, "cache_image_read_tokens"));
    counts.put(WRITE, write - count(theirs, "cache_write_1h_tokens"));
    long input = count(theirs, "input_tokens") - read - write;
    counts.put(TEXT, input - audio - images - count(theirs, "input_video_tokens"));
    long made =
        theirs.keySet().stream()
            .map(String::valueOf)
            .filter(name -> name.startsWith("output_") && !name.equals("output_tokens"))
            .mapToLong(name -> count(theirs, name))
            .sum();
    counts.put(ANSWER, count(theirs, "output_tokens") - made);
    counts.values().removeIf(count -> count == 0);
    return new ListedUsage(counts, Set.of(), Instant.parse(when));
  }

  private static long count(Map<?, ?> theirs, String name) {
    return theirs.get(name) instanceof Number number ? number.longValue() : 0;
  }

  private static List<?> json(String line) {
    ErrorCollector faults = new ErrorCollector();
    Object value = JsonReader.read(line, Loc.ROOT, faults);
    faults.throwIfAny();
    return (List<?>) Objects.requireNonNull(value);
  }

  private static String text(String property, String sample) throws IOException {
    @Nullable String file = System.getProperty(property);
    boolean isWhole = System.getProperty("tokentally.genai.cases") != null;
    if (file != null && isWhole) {
      return Files.readString(Path.of(file));
    }
    try (InputStream in = GenaiPricesAgreementTest.class.getResourceAsStream(sample)) {
      return new String(Objects.requireNonNull(in, sample).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
