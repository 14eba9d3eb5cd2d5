package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tokentally.Call;
import io.tokentally.value.Frozen;
import io.tokentally.value.JsonValues;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class WrittenUsageTest {

  @Property
  void whatIsWrittenIsReadAsItWas(@ForAll("usages") RecordedUsage usage) {
    Call call = Call.builder().id("a").summary(Map.of("usage", Map.of("m", usage.toMap()))).build();
    Call again = Call.parse(call.toJson());

    assertThat(RecordedUsage.ofMap((Map<?, ?>) ((Map<?, ?>) again.usage()).get("m")))
        .isEqualTo(usage);
  }

  /** In the call it may be the usage itself; to whoever looks it is what the JSON says. */
  @Property
  void asValuesItIsWhatIsWritten(@ForAll("usages") RecordedUsage usage) {
    Map<String, Object> values = usage.toMap();
    Object plain = JsonValues.freeze(new LinkedHashMap<>(values));

    assertThat(values).isEqualTo(plain).hasSameHashCodeAs(plain).hasToString(plain.toString());
    assertThat(RecordedUsage.ofMap((Map<?, ?>) plain)).isEqualTo(usage);
    assertThat(RecordedUsage.ofMap(values)).isSameAs(usage);
    assertThat(JsonValues.freeze(values)).isSameAs(values);
    assertThat(((Frozen) values).levels()).isGreaterThanOrEqualTo(((Frozen) plain).levels());
    assertThat(values.get("form")).isEqualTo("tokentally");
    assertThat(values).containsKey("requests").doesNotContainKey("x");
    assertThatThrownBy(() -> values.put("requests", 5L))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> values.entrySet().iterator().next().setValue(5L))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  /** A report takes it for the usage itself, which a caller's own calls may hold. */
  @Test
  void isPricedAsTheUsageItself() {
    RecordedUsage usage =
        RecordedUsage.builder()
            .promptTokens(100)
            .cacheCreationInputTokens(50)
            .cacheCreation1hInputTokens(20)
            .addOtherKinds(OtherKind.servedAs("service_tier_batch"))
            .build();
    Call call =
        Call.parse(
            Call.builder()
                .id("a")
                .summary(Map.of("usage", Map.of("m", usage.toMap())))
                .build()
                .toJson());

    UsageReport report = Tally.with(PriceTable.EMPTY).report(List.of(call));
    assertThat(report.unpricedModels()).hasSize(1);
    assertThat(report.unrecognised()).isEmpty();
    assertThat(report.notes()).isEmpty();
    LiveRollup live = LiveRollup.with(PriceTable.EMPTY);
    live.finished(call);
    assertThat(live.totals()).isEqualTo(report.totals());
  }

  /** Changed by hand it is what else a format makes of it; what is not read then is noted. */
  @Test
  void whatWasChangedIsReadAsAnythingElse() {
    Map<String, Object> changed =
        new LinkedHashMap<>(
            RecordedUsage.builder()
                .promptTokens(5)
                .addOtherKinds(OtherKind.reasoning(3))
                .build()
                .toMap());
    changed.put("other_kinds", List.of(Map.of("kind", "x", "count", 7L)));
    Call call = Call.builder().id("a").summary(Map.of("usage", Map.of("m", changed))).build();

    UsageReport report = Tally.with(PriceTable.EMPTY).report(List.of(call));
    assertThat(report.totals().get("m").promptTokens()).isEqualTo(5);
    assertThat(report.notes())
        .extracting(UsageNote::kind, UsageNote::field)
        .containsExactly(tuple(UsageNote.Kind.UNREAD_MEMBER, "other_kinds.0.count"));
    assertThat(report.isComplete()).isFalse();
  }

  @Provide
  Arbitrary<RecordedUsage> usages() {
    Arbitrary<RecordedUsage> plain = counts();
    return Combinators.combine(plain, plain.optional())
        .as(
            (usage, other) ->
                other
                    .map(
                        more ->
                            RecordedUsage.builder().from(usage).putOtherModels("o", more).build())
                    .orElse(usage));
  }

  private static Arbitrary<RecordedUsage> counts() {
    Arbitrary<Long> count = Arbitraries.longs().between(0, 1_000_000).edgeCases(c -> c.add(0L));
    Arbitrary<String> text = Arbitraries.strings().ofMaxLength(5);
    Arbitrary<OtherKind> kinds =
        Arbitraries.oneOf(
            count.map(OtherKind::reasoning),
            count.map(OtherKind::unsplit),
            text.map(OtherKind::servedAs));
    Arbitrary<ReadingNote> notes =
        Combinators.combine(
                Arbitraries.of(UsageNote.Kind.class), text.injectNull(0.3), text.injectNull(0.3))
            .as(ReadingNote::new);
    Arbitrary<MalformedCount> malformed =
        Combinators.combine(text, Arbitraries.of(Anomaly.Reason.class), text)
            .as(MalformedCount::new);
    Arbitrary<RecordedCost> costs =
        Combinators.combine(
                text,
                Arbitraries.bigDecimals().between(BigDecimal.ZERO, BigDecimal.TEN).ofScale(6),
                text,
                Arbitraries.of(RecordedCost.Share.class))
            .as((field, amount, unit, share) -> new RecordedCost(field, amount, unit, share));
    return Combinators.combine(
            count.list().ofSize(7),
            text.injectNull(0.5),
            kinds.list().ofMaxSize(2),
            notes.list().ofMaxSize(2),
            malformed.list().ofMaxSize(2),
            costs.list().ofMaxSize(2))
        .as(
            (n, provider, other, noted, wrong, recorded) ->
                RecordedUsage.builder()
                    .requests(n.get(0))
                    .promptTokens(n.get(1))
                    .completionTokens(n.get(2))
                    .totalTokens(n.get(3))
                    .cacheReadInputTokens(n.get(4))
                    .cacheCreationInputTokens(n.get(5) + n.get(6))
                    .cacheCreation1hInputTokens(n.get(6))
                    .provider(provider)
                    .otherKinds(other)
                    .notes(noted)
                    .malformed(wrong)
                    .recordedCosts(recorded)
                    .build());
  }
}
