package io.tokentally.providers.prices;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tokentally.aggregation.PriceChoice;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.json.JsonText;
import io.tokentally.providers.PriceList;
import io.tokentally.providers.PriceLists;
import io.tokentally.providers.SkippedEntry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Makes the file of bundled prices of lists that the maintainer has. It is no test, and does
 * nothing without {@code -Dtokentally.litellm}, {@code -Dtokentally.genai} and {@code
 * -Dtokentally.genai.asOf}; docs/bundled-prices.md says how to run it, and what is taken.
 */
class BundledPricesMaker {

  /** Names of models under genai-prices' providers, as LiteLLM would write them. */
  private static final Map<String, String> PREFIXES =
      Map.of(
          "openai", "",
          "anthropic", "",
          "google", "gemini/",
          "x-ai", "xai/",
          "deepseek", "deepseek/",
          "mistral", "mistral/");

  /** No maker charges as much; lists that do have rates of thousands of tokens in between. */
  private static final BigDecimal MOST = new BigDecimal("0.001");

  private static final Instant FIRST_DATE = Instant.parse("0001-01-01T00:00:00Z");

  private static final int LITE_LLM = 0;
  private static final int GENAI = 1;

  /** A list that prices are taken from. */
  private record SourceList(String name, String url, LocalDate asOf, String licence) {
    Map<String, Object> members() {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("name", name);
      members.put("url", url);
      members.put("as_of", asOf.toString());
      members.put("licence", licence);
      return members;
    }
  }

  /** A name without a price, and why. */
  private record WithoutPrice(String model, @Nullable String provider, String reason) {
    Map<String, Object> members() {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("model", model);
      if (provider != null) {
        members.put("provider", provider);
      }
      members.put("reason", reason);
      return members;
    }
  }

  /**
   * {@return the price file of a table, with where it is from and what it leaves out, a line each}
   */
  static String text(PriceTable prices, List<Map<?, ?>> lists, List<Map<?, ?>> unpriced) {
    String json = prices.toJson();
    String rest = json.substring(1, json.lastIndexOf('}'));
    return "{\"lists\":"
        + lines(lists)
        + ",\n"
        + rest
        + ",\n\"unpriced\":"
        + lines(unpriced)
        + "}\n";
  }

  private static String lines(List<Map<?, ?>> objects) {
    return objects.stream().map(JsonText::of).collect(Collectors.joining(",\n", "[\n", "]"));
  }

  /**
   * A row and the lists that say it.
   *
   * @param of the numbers of the lists, the one that it is taken from first
   */
  private record Said(PriceRow row, List<Integer> of) {}

  private final List<Said> rows = new ArrayList<>();
  private final Map<String, WithoutPrice> left = new HashMap<>();

  @Test
  void make() throws IOException {
    String liteLlmFile = System.getProperty("tokentally.litellm");
    String genaiFile = System.getProperty("tokentally.genai");
    String genaiDay = System.getProperty("tokentally.genai.asOf");
    assumeTrue(liteLlmFile != null && genaiFile != null && genaiDay != null);
    PriceList liteLlm = PriceLists.liteLlm(Files.readString(Path.of(liteLlmFile)));
    PriceList genai = PriceLists.genaiPrices(Files.readString(Path.of(genaiFile)));
    List<SourceList> lists =
        List.of(
            new SourceList(
                "LiteLLM",
                "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json",
                Objects.requireNonNull(liteLlm.asOf()),
                "MIT"),
            new SourceList(
                "genai-prices",
                "https://github.com/pydantic/genai-prices",
                LocalDate.parse(genaiDay),
                "MIT"));
    takeFirst(liteLlm, genai, lists);
    takeMissing(liteLlm, genai);
    takeBare();
    leaveSkipped(liteLlm);
    rows.sort(
        Comparator.comparing((Said said) -> said.row().llmId())
            .thenComparing(said -> said.row().effectiveDate()));
    List<WithoutPrice> sorted =
        left.values().stream().sorted(Comparator.comparing(WithoutPrice::model)).toList();
    Path file = Path.of("src/main/resources/io/tokentally/providers/prices/bundled-prices.json");
    List<PriceRow> sourced = rows.stream().map(said -> sourced(said, lists)).toList();
    Files.writeString(
        file,
        text(
            PriceTable.of(sourced),
            lists.stream().<Map<?, ?>>map(SourceList::members).toList(),
            sorted.stream().<Map<?, ?>>map(WithoutPrice::members).toList()));
    System.out.println(
        rows.size()
            + " rows, "
            + rows.stream().filter(said -> said.of().size() > 1).count()
            + " of them in both lists; "
            + sorted.size()
            + " names left without a price; "
            + Files.size(file)
            + " bytes");
  }

  /** {@return the row with the lists that say it, each with its day, and the page they name} */
  private static PriceRow sourced(Said said, List<SourceList> lists) {
    PriceRow row = said.row();
    String of =
        said.of().stream()
            .map(each -> lists.get(each).name() + " " + lists.get(each).asOf())
            .collect(Collectors.joining(", "));
    String page =
        row.source() != null && row.source().startsWith("http") ? "; " + row.source() : "";
    String from = row.effectiveDate().isAfter(FIRST_DATE) ? "@" + row.effectiveDate() : "";
    String provider = row.providerId() == null ? "" : row.providerId() + "/";
    return PriceRow.builder().from(row).id(provider + row.llmId() + from).source(of + page).build();
  }

  /** Takes what LiteLLM's list says, unless the other list says something else of that day. */
  private void takeFirst(PriceList liteLlm, PriceList genai, List<SourceList> lists) {
    Map<List<String>, List<PriceRow>> timelines = new HashMap<>();
    genai
        .rows()
        .forEach(row -> timelines.computeIfAbsent(names(row), key -> new ArrayList<>()).add(row));
    for (PriceRow row : liteLlm.rows()) {
      if (isFree(row)) {
        leave(row, "all rates are 0: free, part of a subscription, or not known");
      } else if (MOST.compareTo(row.promptTokenCost().max(row.completionTokenCost())) < 0) {
        leave(row, "more than 1000 USD per million tokens, which no other list says");
      } else if (row.promptTokenCost().signum() > 0 || row.completionTokenCost().signum() > 0) {
        PriceRow then =
            find(genai.table(), row.llmId(), row.providerId(), lists.get(LITE_LLM).asOf());
        PriceRow now = find(genai.table(), row.llmId(), row.providerId(), lists.get(GENAI).asOf());
        if (then == null || now == null) {
          rows.add(new Said(row, List.of(LITE_LLM)));
        } else if (says(now, row)) {
          rows.add(new Said(row, List.of(LITE_LLM, GENAI)));
        } else if (says(then, row)) {
          // The price has changed between the days of the lists; the newer one knows both.
          Objects.requireNonNull(timelines.get(names(now)))
              .forEach(
                  each ->
                      rows.add(
                          new Said(
                              named(each, row.llmId(), row.providerId()),
                              List.of(GENAI, LITE_LLM))));
        } else {
          leave(
              row,
              "the lists differ: " + rates("LiteLLM", row) + "; " + rates("genai-prices", now));
        }
      }
    }
  }

  private static List<String> names(PriceRow row) {
    return List.of(String.valueOf(row.providerId()), row.llmId());
  }

  private static PriceRow named(PriceRow row, String model, @Nullable String provider) {
    return PriceRow.builder().from(row).llmId(model).providerId(provider).id(model).build();
  }

  /**
   * Makers' models are recorded without a provider, too: then they are taken as the maker's, or
   * have no price as those have none.
   */
  private void takeBare() {
    Set<String> known = new HashSet<>(left.keySet());
    rows.forEach(said -> known.add(said.row().llmId()));
    for (Said said : List.copyOf(rows)) {
      bare(said.row().llmId())
          .filter(bare -> !known.contains(bare))
          .map(bare -> new Said(named(said.row(), bare, said.row().providerId()), said.of()))
          .ifPresent(rows::add);
    }
    for (WithoutPrice each : List.copyOf(left.values())) {
      bare(each.model())
          .filter(bare -> !known.contains(bare))
          .ifPresent(
              bare -> left.put(bare, new WithoutPrice(bare, each.provider(), each.reason())));
    }
  }

  private static Optional<String> bare(String model) {
    return Stream.of("deepseek/", "gemini/", "mistral/", "moonshot/", "xai/")
        .filter(model::startsWith)
        .map(maker -> model.substring(maker.length()))
        .filter(bare -> !bare.isEmpty() && !bare.contains("/"))
        .findFirst();
  }

  /** Takes what only the other list has, of the providers whose names of models are their own. */
  private void takeMissing(PriceList liteLlm, PriceList genai) {
    Set<String> known = new HashSet<>(left.keySet());
    rows.forEach(said -> known.add(said.row().llmId()));
    LocalDate day = Objects.requireNonNull(liteLlm.asOf());
    for (PriceRow row : genai.rows()) {
      String prefix = PREFIXES.get(row.providerId());
      String name = prefix + row.llmId();
      if (prefix != null
          && !isFree(row)
          && !known.contains(name)
          && find(liteLlm.table(), row.llmId(), row.providerId(), day) == null) {
        String provider =
            prefix.isEmpty() ? row.providerId() : prefix.substring(0, prefix.length() - 1);
        rows.add(new Said(named(row, name, provider), List.of(GENAI)));
      }
    }
  }

  /** A longer name must not be priced as a shorter one where the list has no price for it. */
  private void leaveSkipped(PriceList liteLlm) {
    Set<String> priced = new HashSet<>();
    rows.forEach(said -> priced.add(said.row().llmId()));
    for (SkippedEntry entry : liteLlm.skipped()) {
      boolean isLonger =
          ModelNames.withAliases(entry.entry()).stream()
              .anyMatch(name -> !name.equals(entry.entry()) && priced.contains(name));
      if (isLonger && !priced.contains(entry.entry())) {
        left.put(entry.entry(), new WithoutPrice(entry.entry(), null, entry.reason()));
      }
    }
  }

  private void leave(PriceRow row, String reason) {
    left.put(row.llmId(), new WithoutPrice(row.llmId(), row.providerId(), reason));
  }

  private static @Nullable PriceRow find(
      PriceTable table, String model, @Nullable String provider, LocalDate day) {
    if (provider == null) {
      return null;
    }
    Optional<PriceChoice> choice =
        table
            .pricing(model, provider, null, TallyOptions.DEFAULT)
            .apply(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    return choice.map(PriceChoice::row).orElse(null);
  }

  /** {@return whether both give the same standard rates, as far as both give them} */
  private static boolean says(PriceRow a, PriceRow b) {
    return isSame(a.promptTokenCost(), b.promptTokenCost())
        && isSame(a.completionTokenCost(), b.completionTokenCost())
        && isSame(a.cacheReadInputTokenCost(), b.cacheReadInputTokenCost())
        && isSame(a.cacheCreationInputTokenCost(), b.cacheCreationInputTokenCost());
  }

  private static boolean isSame(@Nullable BigDecimal a, @Nullable BigDecimal b) {
    return a == null || b == null || a.compareTo(b) == 0;
  }

  private static boolean isFree(PriceRow row) {
    return Stream.of(row.promptTokenCost(), row.completionTokenCost())
            .allMatch(rate -> rate.signum() == 0)
        && row.otherRates().values().stream().allMatch(rate -> rate.signum() == 0)
        && row.variants().isEmpty();
  }

  private static String rates(String list, PriceRow row) {
    StringBuilder text = new StringBuilder(list);
    text.append(' ').append(million(row.promptTokenCost()));
    text.append(" in, ").append(million(row.completionTokenCost())).append(" out");
    if (row.cacheReadInputTokenCost() != null) {
      text.append(", ").append(million(row.cacheReadInputTokenCost())).append(" cache read");
    }
    if (row.cacheCreationInputTokenCost() != null) {
      text.append(", ").append(million(row.cacheCreationInputTokenCost())).append(" cache write");
    }
    return text.append(" USD per million").toString();
  }

  private static String million(BigDecimal rate) {
    return rate.movePointRight(6).stripTrailingZeros().toPlainString();
  }
}
