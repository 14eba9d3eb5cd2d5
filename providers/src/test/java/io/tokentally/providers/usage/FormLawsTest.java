package io.tokentally.providers.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.KindUsage;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.json.Loc;
import io.tokentally.providers.Brief;
import io.tokentally.providers.ProviderUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What packages write is read right; one number that is added, moved or renamed changes nothing or
 * is named; a total is evidence in every form.
 */
class FormLawsTest {

  private static final Tally TALLY =
      Tally.with(PriceTable.EMPTY)
          .with(TallyOptions.builder().usageFormat(ProviderUsage.format()).build());

  /** Prompt and completion, the total, and the rest. */
  private static final String TOTAL = "^(\\d+ \\d+) \\d+(.*)$";

  static Stream<Sample> samples() {
    return Sample.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatPackagesWriteIsRead(Sample sample) {
    assertThat(form(sample.usage())).isEqualTo(sample.form());
    RecordedUsage read = ProviderUsage.read(sample.usage());
    assertThat(Brief.counts(read)).isEqualTo(sample.counts());
    assertThat(read).satisfies(usage -> assertThat(Brief.rest(usage)).isEqualTo(sample.rest()));
  }

  private static @Nullable Form form(Map<?, ?> usage) {
    Gathered found = new Gathered();
    new Walk(malformed -> {}, note -> {}).object(usage, Members.TOP, Loc.ROOT, found);
    return Form.of(found.signs(), null);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aTotalThatContradictsIsNoted(Sample sample) {
    Map<String, Object> usage = copy(sample.usage());
    for (String name : List.of("total_tokens", "totalTokens", "totalTokenCount")) {
      if (usage.get(name) instanceof Long total && usage.size() > 1) {
        usage.put(name, total + 12_345);
        UsageReport report = report(usage);
        assertThat(report.notes())
            .anySatisfy(note -> assertThat(note.kind()).isEqualTo(UsageNote.Kind.TOTAL_DIFFERS));
        assertThat(report.isComplete()).isFalse();
        usage.remove(name);
        RecordedUsage without = ProviderUsage.read(usage);
        String counts = Brief.counts(without).replaceFirst("^(\\d+ \\d+) \\d+", "$1");
        if (form(usage) == sample.form()) { // else the total showed the form
          assertThat(counts).isEqualTo(sample.counts().replaceFirst("^(\\d+ \\d+) \\d+", "$1"));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void everyFormIsUnderTheseLaws(Form form) {
    boolean isRecognised = !form.told.equals(Recognition.NOTHING);
    assertThat(Sample.ALL.stream().anyMatch(sample -> sample.form() == form))
        .as("a sample in objects.jsonl")
        .isEqualTo(isRecognised);
  }

  /** A total that was not there adds nothing where it agrees, and is noted where it does not. */
  @ParameterizedTest
  @MethodSource("samples")
  void aTotalThatIsAddedIsEvidence(Sample sample) {
    RecordedUsage read = ProviderUsage.read(sample.usage());
    long counted = read.promptTokens() + read.completionTokens();
    boolean hasTotal = !sample.counts().matches("\\d+ \\d+ 0 .*");
    if (hasTotal || counted == 0) {
      return; // whoever contradicts it is noted: see above
    }
    Map<String, Object> agreeing = copy(sample.usage());
    agreeing.put("total_tokens", counted);
    assertThat(Brief.counts(ProviderUsage.read(agreeing)).replaceFirst(TOTAL, "$1 0$2"))
        .isEqualTo(sample.counts());
    assertThat(report(agreeing).notes())
        .noneSatisfy(note -> assertThat(note.kind()).isEqualTo(UsageNote.Kind.TOTAL_DIFFERS));
    Map<String, Object> contradicting = copy(sample.usage());
    contradicting.put("total_tokens", counted + 12_345);
    assertThat(report(contradicting).notes())
        .anySatisfy(note -> assertThat(note.kind()).isEqualTo(UsageNote.Kind.TOTAL_DIFFERS));
  }

  @Property
  void aNumberThatIsAddedChangesNothingAndIsNamed(
      @ForAll("anySample") Sample sample, @ForAll @IntRange(max = 20) int place) {
    Map<String, Object> usage = copy(sample.usage());
    List<Map<String, Object>> objects = new ArrayList<>();
    objects(usage, objects);
    objects.get(place % objects.size()).put("gizmo_tokens", 77L);
    UsageReport report = report(usage);
    String findings = findings(report);
    if (!findings.contains("gizmo_tokens")) {
      assertThat(findings).contains("gizmo");
    }
    if (!findings.contains("=gizmo_tokens")) {
      assertThat(withoutGizmos(report)).isEqualTo(report(copy(sample.usage())).usage("a"));
    }
  }

  /** {@return usage without the kinds that a number was taken for, as of a tool of that name} */
  private static Map<String, LLMAggregatedUsage> withoutGizmos(UsageReport report) {
    Map<String, LLMAggregatedUsage> usage = new LinkedHashMap<>(report.usage("a"));
    usage.replaceAll(
        (model, each) -> {
          Map<String, KindUsage> kinds = new LinkedHashMap<>(each.kinds());
          kinds.keySet().removeIf(kind -> kind.contains("gizmo"));
          return LLMAggregatedUsage.builder().from(each).kinds(kinds).build();
        });
    return usage;
  }

  @Property
  void aNumberThatIsRenamedIsNamed(
      @ForAll("anySample") Sample sample, @ForAll @IntRange(max = 40) int which) {
    Map<String, Object> usage = copy(sample.usage());
    List<Leaf> leaves = new ArrayList<>();
    leaves(usage, leaves);
    Leaf leaf = leaves.get(which % leaves.size());
    leaf.object().put("gizmo_" + leaf.name(), leaf.object().remove(leaf.name()));
    assertIsEqualOrNamed(sample, usage, "gizmo");
  }

  @Property
  void aNumberThatIsMovedIsNamed(
      @ForAll("anySample") Sample sample,
      @ForAll @IntRange(max = 40) int which,
      @ForAll @IntRange(max = 20) int place) {
    Map<String, Object> usage = copy(sample.usage());
    List<Leaf> leaves = new ArrayList<>();
    leaves(usage, leaves);
    List<Map<String, Object>> objects = new ArrayList<>();
    objects(usage, objects);
    Leaf leaf = leaves.get(which % leaves.size());
    Map<String, Object> target = objects.get(place % objects.size());
    if (target.containsKey(leaf.name())) {
      return;
    }
    target.put(leaf.name(), leaf.object().remove(leaf.name()));
    if (!isReadThere(usage, target, leaf.name())) {
      assertIsEqualOrNamed(sample, usage, leaf.name());
    }
  }

  /** {@return whether another count there would be read as well, so that it has a meaning there} */
  private static boolean isReadThere(
      Map<String, Object> usage, Map<String, Object> target, String name) {
    String before = all(report(usage));
    Object value = target.get(name);
    target.put(name, 3L);
    boolean isRead = !all(report(usage)).equals(before);
    target.put(name, value);
    return isRead;
  }

  private static void assertIsEqualOrNamed(Sample sample, Map<String, Object> usage, String name) {
    UsageReport report = report(usage);
    if (!report.usage("a").equals(report(copy(sample.usage())).usage("a"))) {
      assertThat(findings(report)).as("%s: %s", sample, usage).contains(name);
    }
  }

  private static String all(UsageReport report) {
    return report.usage("a").toString();
  }

  private static String findings(UsageReport report) {
    return report.notes()
        + " "
        + report.unrecognised()
        + " "
        + report.anomalies()
        + " "
        + report.unpricedKinds();
  }

  private static UsageReport report(Map<String, Object> usage) {
    Call call = Call.builder().id("a").summary(Map.of("usage", Map.of("m", copy(usage)))).build();
    return TALLY.report(List.of(call));
  }

  /** A number, and where it stands. */
  private record Leaf(Map<String, Object> object, String name) {}

  private static void leaves(Object value, List<Leaf> to) {
    if (value instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked")
      Map<String, Object> object = (Map<String, Object>) map;
      object.forEach(
          (name, inner) -> {
            if (inner instanceof Number number && number.doubleValue() > 0) {
              to.add(new Leaf(object, name));
            }
            leaves(inner, to);
          });
    } else if (value instanceof List<?> list) {
      list.forEach(element -> leaves(element, to));
    }
  }

  private static void objects(Object value, List<Map<String, Object>> to) {
    if (value instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked")
      Map<String, Object> object = (Map<String, Object>) map;
      to.add(object);
      object.values().forEach(inner -> objects(inner, to));
    } else if (value instanceof List<?> list) {
      list.forEach(element -> objects(element, to));
    }
  }

  private static Map<String, Object> copy(Map<?, ?> object) {
    Map<String, Object> copy = new LinkedHashMap<>();
    object.forEach((name, value) -> copy.put((String) name, copyOf(value)));
    return copy;
  }

  private static Object copyOf(Object value) {
    if (value instanceof Map<?, ?> map) {
      return copy(map);
    }
    return value instanceof List<?> list
        ? new ArrayList<>(list.stream().map(FormLawsTest::copyOf).toList())
        : value;
  }

  @Provide
  Arbitrary<Sample> anySample() {
    return Arbitraries.of(Sample.ALL);
  }
}
