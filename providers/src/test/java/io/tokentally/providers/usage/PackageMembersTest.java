package io.tokentally.providers.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.usage.NoReading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every number that the types of current packages declare in their usage objects is read, or stands
 * in a table of what needs no reading. The numbers were taken from the packages' declarations of
 * types, all members that are or hold a number.
 */
class PackageMembersTest {

  /** Objects that have members that need no reading. */
  private static final List<Names> SKIPPING =
      List.of(Members.TOP, Members.INPUT_DETAILS, Members.OUTPUT_DETAILS, Members.SERVER_TOOLS);

  /** What needs no reading where it stands, but does elsewhere. */
  private static final Set<String> PARTS = Set.of("messages[]", "image_gen");

  /** Cohere says what was billed, and what was processed for it. */
  private static final Set<String> NOT_BILLED = Set.of("tokens", "cachedTokens", "cached_tokens");

  /** A type of a package, and the paths of its numbers; lists and maps have one element. */
  record Declared(String name, List<List<String>> paths) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("types")
  void isReadOrNeedsNoReading(Declared type) {
    List<String> lost = new ArrayList<>();
    for (List<String> path : type.paths) {
      String before = read(object(type, path, 1_000));
      String after = read(object(type, path, 1_007));
      boolean isListed =
          path.stream().anyMatch(PackageMembersTest::needsNoReading)
              || (type.name.startsWith("cohere") && path.stream().anyMatch(NOT_BILLED::contains));
      if (before.equals(after) && !isListed) {
        lost.add(String.join(".", path));
      }
    }
    assertThat(lost).as("neither read nor listed").isEmpty();
    RecordedUsage whole = Objects.requireNonNull(usage(object(type, List.of(), 0)));
    assertThat(whole.notes().stream().map(ReadingNote::kind))
        .as("read, not only named: %s", whole.notes())
        .doesNotContain(UsageNote.Kind.UNREAD_MEMBER);
  }

  private static boolean needsNoReading(String name) {
    for (Names names : SKIPPING) {
      Member member = names.get(name);
      if (member != null && member.meaning() instanceof Meaning.Skipped) {
        return true;
      }
    }
    return NoReading.of(name) != null || PARTS.contains(name);
  }

  private static String read(Map<String, Object> object) {
    return String.valueOf(usage(object));
  }

  private static RecordedUsage usage(Map<String, Object> object) {
    return ProviderUsageReader.read(
        new ReadingContext(null, "m", CacheConvention.INCLUSIVE), object);
  }

  /** {@return an object of the type in which one number has a value, and all have another one} */
  private static Map<String, Object> object(Declared type, List<String> changed, long value) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (List<String> path : type.paths) {
      put(object, path, path.equals(changed) ? value : 1_000L);
    }
    return object;
  }

  private static void put(Map<String, Object> object, List<String> path, long value) {
    Map<String, Object> at = object;
    for (int i = 0; i < path.size(); i++) {
      String step = path.get(i);
      boolean isList = step.endsWith("[]");
      String name = isList ? step.substring(0, step.length() - 2) : step;
      if (i == path.size() - 1) {
        at.put(name, value);
      } else {
        at = inner(at, name, isList);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> inner(Map<String, Object> at, String name, boolean isList) {
    if (name.equals("svg_usage")) {
      at.computeIfAbsent(name, unused -> new LinkedHashMap<String, Object>(Map.of("model", "o")));
    }
    if (!isList) {
      return (Map<String, Object>)
          at.computeIfAbsent(name, unused -> new LinkedHashMap<String, Object>());
    }
    List<Object> list =
        (List<Object>)
            at.computeIfAbsent(name, unused -> new ArrayList<Object>(List.of(element(name))));
    return (Map<String, Object>) list.get(0);
  }

  /** {@return an element with the words that say what it is} */
  private static Map<String, Object> element(String list) {
    Map<String, Object> element = new LinkedHashMap<>();
    switch (list) {
      case "iterations" -> element.put("type", "advisor_message");
      case "models" -> element.put("model", "other");
      case "cacheDetails" -> element.put("ttl", "1h");
      case "grounding_tool_count" -> element.put("type", "google_search");
      case "inputTokensDetails", "outputTokensDetails" -> {}
      default -> element.put("modality", "AUDIO");
    }
    if (list.equals("iterations")) {
      element.put("model", "other");
    }
    return element;
  }

  static Stream<Declared> types() {
    try (InputStream in = PackageMembersTest.class.getResourceAsStream("package-members.tsv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(PackageMembersTest::declared).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Declared declared(String line) {
    String[] columns = line.split("\t", -1);
    List<List<String>> paths =
        Stream.of(columns[3].split(" "))
            .map(PackageMembersTest::named)
            .map(path -> List.of(path.split("\\.")))
            .toList();
    return new Declared(columns[0] + " " + columns[1] + " " + columns[2], paths);
  }

  /** {@return a path with names in place of any key of a map} */
  private static String named(String path) {
    String any = path.startsWith("output") ? "reasoning_tokens" : "cached_tokens";
    return path.replace("OutputTokensDetails.*", "OutputTokensDetails.reasoning_tokens")
        .replace("outputTokensDetails.*", "outputTokensDetails.reasoning_tokens")
        .replace("*", any);
  }
}
