package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.UsageCount;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@link RecordedUsage} as JSON values and back, with nothing lost: the contract's counts, what
 * they do not name beside them, and a member that says so. docs/semantics.md rule 70.
 */
final class WrittenUsage {

  private static final String FORM = "form";
  private static final String TOKENTALLY = "tokentally";
  private static final String PROVIDER = "provider";
  private static final String OTHER_KINDS = "other_kinds";
  private static final String OTHER_MODELS = "other_models";
  private static final String MALFORMED = "malformed";
  private static final String NOTES = "notes";
  private static final String RECORDED_COSTS = "recorded_costs";

  private static final Check KIND =
      Check.object()
          .required("kind", Check.TEXT)
          .required("count", Check.INTEGER)
          .required("within", oneOf(OtherKind.Within.values()))
          .required("rate", oneOf(OtherKind.Rate.values()));

  private static final Check NOTE =
      Check.object()
          .required("kind", oneOf(UsageNote.Kind.values()))
          .optional("field", Check.TEXT)
          .optional("value", Check.TEXT);

  private static final Check COUNT =
      Check.object()
          .required("field", Check.TEXT)
          .required("reason", oneOf(Anomaly.Reason.values()))
          .required("value", Check.TEXT);

  private static final Check COST =
      Check.object()
          .required("field", Check.TEXT)
          .required("amount", Check.NUMBER)
          .required("unit", Check.TEXT)
          .required("share", oneOf(RecordedCost.Share.values()));

  private static final Check USAGE = form(Check.mapOf(form(null)));

  private WrittenUsage() {}

  private static Check form(@Nullable Check otherModels) {
    Check.ObjectCheck usage = Check.object().required(FORM, Check.oneOf(TOKENTALLY));
    for (UsageCount count : UsageCount.values()) {
      usage.optional(count.wireName(), Check.INTEGER);
    }
    usage.optional(UnpricedKind.CACHE_CREATION_1H, Check.INTEGER);
    usage.optional(PROVIDER, Check.TEXT);
    usage.optional(OTHER_KINDS, Check.listOf(KIND));
    usage.optional(MALFORMED, Check.listOf(COUNT));
    usage.optional(NOTES, Check.listOf(NOTE));
    usage.optional(RECORDED_COSTS, Check.listOf(COST));
    return otherModels == null ? usage : usage.optional(OTHER_MODELS, otherModels);
  }

  private static Check oneOf(Enum<?>[] constants) {
    return Check.oneOf(Arrays.stream(constants).map(Enum::name).toArray(String[]::new));
  }

  /** {@return the usage as JSON values} */
  static Map<String, Object> of(RecordedUsage usage) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(FORM, TOKENTALLY);
    members.put(UsageCount.REQUESTS.wireName(), usage.requests());
    members.put(UsageCount.PROMPT_TOKENS.wireName(), usage.promptTokens());
    members.put(UsageCount.COMPLETION_TOKENS.wireName(), usage.completionTokens());
    put(members, UsageCount.TOTAL_TOKENS.wireName(), usage.totalTokens());
    put(members, UsageCount.CACHE_READ_INPUT_TOKENS.wireName(), usage.cacheReadInputTokens());
    put(
        members,
        UsageCount.CACHE_CREATION_INPUT_TOKENS.wireName(),
        usage.cacheCreationInputTokens());
    put(members, UnpricedKind.CACHE_CREATION_1H, usage.cacheCreation1hInputTokens());
    String provider = usage.provider();
    if (provider != null) {
      members.put(PROVIDER, provider);
    }
    put(members, OTHER_KINDS, usage.otherKinds(), WrittenUsage::kind);
    put(members, MALFORMED, usage.malformed(), WrittenUsage::count);
    put(members, NOTES, usage.notes(), WrittenUsage::note);
    put(members, RECORDED_COSTS, usage.recordedCosts(), WrittenUsage::cost);
    if (!usage.otherModels().isEmpty()) {
      Map<String, Object> others = new LinkedHashMap<>();
      usage.otherModels().forEach((model, other) -> others.put(model, of(other)));
      members.put(OTHER_MODELS, others);
    }
    return members;
  }

  private static void put(Map<String, Object> members, String name, long count) {
    if (count != 0) {
      members.put(name, count);
    }
  }

  private static <T> void put(
      Map<String, Object> members, String name, List<T> all, Function<T, Object> written) {
    if (!all.isEmpty()) {
      members.put(name, all.stream().map(written).toList());
    }
  }

  private static Object kind(OtherKind kind) {
    return Map.of(
        "kind", kind.kind(),
        "count", kind.count(),
        "within", kind.within().name(),
        "rate", kind.rate().name());
  }

  private static Object count(MalformedCount count) {
    return Map.of("field", count.field(), "reason", count.reason().name(), "value", count.value());
  }

  private static Object note(ReadingNote note) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kind", note.kind().name());
    if (note.field() != null) {
      members.put("field", note.field());
    }
    if (note.value() != null) {
      members.put("value", note.value());
    }
    return members;
  }

  private static Object cost(RecordedCost cost) {
    return Map.of(
        "field", cost.field(),
        "amount", cost.amount(),
        "unit", cost.unit(),
        "share", cost.share().name());
  }

  /** {@return the usage that was written; null if this is something else, or was changed since} */
  static @Nullable RecordedUsage read(Map<?, ?> members) {
    if (members instanceof UsageMap written) {
      return written.madeOf();
    }
    if (!TOKENTALLY.equals(members.get(FORM))) {
      return null;
    }
    ErrorCollector faults = new ErrorCollector();
    USAGE.check(members, Loc.ROOT, faults);
    if (!faults.isEmpty()) {
      return null;
    }
    try {
      return usage(members);
    } catch (RuntimeException e) {
      return null; // what cannot have been counted
    }
  }

  private static RecordedUsage usage(Map<?, ?> members) {
    RecordedUsage.Builder usage =
        RecordedUsage.builder()
            .requests(count(members, UsageCount.REQUESTS.wireName()))
            .promptTokens(count(members, UsageCount.PROMPT_TOKENS.wireName()))
            .completionTokens(count(members, UsageCount.COMPLETION_TOKENS.wireName()))
            .totalTokens(count(members, UsageCount.TOTAL_TOKENS.wireName()))
            .cacheReadInputTokens(count(members, UsageCount.CACHE_READ_INPUT_TOKENS.wireName()))
            .cacheCreationInputTokens(
                count(members, UsageCount.CACHE_CREATION_INPUT_TOKENS.wireName()))
            .cacheCreation1hInputTokens(count(members, UnpricedKind.CACHE_CREATION_1H))
            .provider((String) members.get(PROVIDER));
    for (Map<?, ?> each : list(members, OTHER_KINDS)) {
      usage.addOtherKinds(
          new OtherKind(
              text(each, "kind"),
              count(each, "count"),
              OtherKind.Within.valueOf(text(each, "within")),
              OtherKind.Rate.valueOf(text(each, "rate"))));
    }
    for (Map<?, ?> each : list(members, MALFORMED)) {
      Anomaly.Reason reason = Anomaly.Reason.valueOf(text(each, "reason"));
      usage.addMalformed(new MalformedCount(text(each, "field"), reason, text(each, "value")));
    }
    for (Map<?, ?> each : list(members, NOTES)) {
      UsageNote.Kind kind = UsageNote.Kind.valueOf(text(each, "kind"));
      usage.addNotes(new ReadingNote(kind, (String) each.get("field"), (String) each.get("value")));
    }
    for (Map<?, ?> each : list(members, RECORDED_COSTS)) {
      usage.addRecordedCosts(
          new RecordedCost(
              text(each, "field"),
              Numbers.decimal((Number) requireNonNull(each.get("amount"))),
              text(each, "unit"),
              RecordedCost.Share.valueOf(text(each, "share"))));
    }
    if (members.get(OTHER_MODELS) instanceof Map<?, ?> others) {
      others.forEach(
          (model, other) -> usage.putOtherModels((String) model, usage((Map<?, ?>) other)));
    }
    return usage.build();
  }

  private static String text(Map<?, ?> members, String name) {
    return String.valueOf(members.get(name));
  }

  private static long count(Map<?, ?> members, String name) {
    Object count = members.get(name);
    return count == null ? 0 : Numbers.decimal((Number) count).longValueExact();
  }

  private static List<Map<?, ?>> list(Map<?, ?> members, String name) {
    List<Map<?, ?>> list = new ArrayList<>();
    if (members.get(name) instanceof List<?> all) {
      all.forEach(each -> list.add((Map<?, ?>) each));
    }
    return list;
  }
}
