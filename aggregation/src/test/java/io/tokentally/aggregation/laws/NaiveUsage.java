package io.tokentally.aggregation.laws;

import io.tokentally.Call;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.Anomaly.Reason;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.UnrecognisedUsage;
import io.tokentally.aggregation.UsageNote;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** docs/semantics.md section 6, rules 26 to 31, word by word. */
final class NaiveUsage {

  /**
   * One model's counts; the prompt includes what was cached.
   *
   * @param uncached the part of the prompt that is billed at the prompt rate
   * @param noRate whether it is a total without parts, which has no price
   */
  record Entry(List<BigInteger> six, BigInteger uncached, boolean noRate) {
    boolean isZero() {
      return six.stream().allMatch(count -> count.signum() == 0);
    }
  }

  private static final List<String> NAMES =
      List.of(
          "requests",
          "prompt_tokens",
          "input_tokens",
          "completion_tokens",
          "output_tokens",
          "total_tokens",
          "cache_read_input_tokens",
          "cache_creation_input_tokens");

  final List<Anomaly> anomalies = new ArrayList<>();
  final List<UsageNote> notes = new ArrayList<>();
  final List<UnrecognisedUsage> unrecognised = new ArrayList<>();

  private final CacheConvention convention;

  NaiveUsage(CacheConvention convention) {
    this.convention = convention;
  }

  /** {@return the kept entries of a call, by model} */
  Map<String, Entry> read(Call call) {
    Map<String, Entry> kept = new LinkedHashMap<>();
    Object summary = call.summary();
    Object usage = summary instanceof Map<?, ?> map ? map.get("usage") : summary;
    if (usage == null) {
      return kept;
    }
    if (!(usage instanceof Map<?, ?> models)) {
      malformed(call, null, null, Reason.USAGE_NOT_OBJECT);
      return kept;
    }
    models.forEach(
        (model, entry) -> {
          if (entry instanceof Map<?, ?> fields) {
            if (fields.isEmpty() || fields.keySet().stream().anyMatch(NAMES::contains)) {
              Entry read = entry(call, (String) model, fields);
              if (!read.isZero()) {
                kept.put((String) model, read);
              }
            } else {
              List<String> names =
                  fields.keySet().stream().map(String.class::cast).sorted().toList();
              unrecognised.add(new UnrecognisedUsage(call.id(), (String) model, names));
            }
          } else if (entry != null) {
            malformed(call, (String) model, null, Reason.ENTRY_NOT_OBJECT);
          }
        });
    return kept;
  }

  private Entry entry(Call call, String model, Map<?, ?> fields) {
    Map<String, @Nullable BigInteger> counts = new LinkedHashMap<>();
    for (String name : NAMES) {
      counts.put(name, count(call, model, name, fields.get(name)));
    }
    BigInteger prompt = alias(call, model, counts, "prompt_tokens", "input_tokens");
    BigInteger completion = alias(call, model, counts, "completion_tokens", "output_tokens");
    BigInteger read = orZero(counts.get("cache_read_input_tokens"));
    BigInteger creation = orZero(counts.get("cache_creation_input_tokens"));
    BigInteger total = orZero(counts.get("total_tokens"));
    BigInteger cached = read.add(creation);
    boolean exceeds = cached.compareTo(prompt) > 0;
    boolean sums =
        total.signum() > 0
            && cached.signum() > 0
            && total.equals(prompt.add(completion).add(cached));
    boolean exclusive =
        convention == CacheConvention.EXCLUSIVE
            || (convention == CacheConvention.AUTO && (sums || exceeds));
    BigInteger uncached = exclusive ? prompt : prompt.subtract(cached).max(BigInteger.ZERO);
    if (!exclusive && exceeds) {
      notes.add(new UsageNote(UsageNote.Kind.CACHE_EXCEEDS_PROMPT, call.id(), model, null));
    }
    if (convention == CacheConvention.AUTO && cached.signum() > 0) {
      UsageNote.Kind kind =
          exclusive ? UsageNote.Kind.TAKEN_AS_EXCLUSIVE : UsageNote.Kind.CONVENTION_UNDECIDED;
      notes.add(new UsageNote(kind, call.id(), model, null));
    }
    BigInteger all = exclusive ? prompt.add(cached) : prompt;
    BigInteger sum = total.signum() == 0 ? all.add(completion) : total;
    BigInteger requests = orZero(counts.get("requests"));
    boolean alone = total.signum() > 0 && all.add(completion).signum() == 0 && !exceeds;
    boolean explained = total.equals(all.add(completion)) || total.equals(prompt.add(completion));
    if (total.signum() > 0 && !alone && !explained) {
      String value = "recorded " + total + ", counted " + all.add(completion);
      UsageNote.Kind kind = UsageNote.Kind.TOTAL_DIFFERS;
      notes.add(new UsageNote(kind, call.id(), model, "total_tokens", value));
    }
    return new Entry(List.of(requests, all, completion, sum, read, creation), uncached, alone);
  }

  private BigInteger alias(
      Call call,
      String model,
      Map<String, @Nullable BigInteger> counts,
      String name,
      String otherName) {
    BigInteger one = counts.get(name);
    BigInteger other = counts.get(otherName);
    if (one == null || other == null) {
      return orZero(one == null ? other : one);
    }
    if (one.equals(other)) {
      return one;
    }
    if (one.signum() > 0 && other.signum() > 0) {
      notes.add(new UsageNote(UsageNote.Kind.ALIASES_DIFFER, call.id(), model, name));
    }
    return one.add(other);
  }

  private @Nullable BigInteger count(
      Call call, String model, String field, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof String text) {
      String trimmed = text.replaceAll("^[ \\t-\\r]+|[ \\t-\\r]+$", "");
      if (!trimmed.matches("[+-]?[0-9]+")) {
        malformed(call, model, field, Reason.TEXT_NOT_INTEGER);
        return BigInteger.ZERO;
      }
      return number(call, model, field, new BigDecimal(trimmed));
    }
    if (value instanceof Number number) {
      return number(call, model, field, new BigDecimal(number.toString()));
    }
    malformed(call, model, field, Reason.NOT_A_NUMBER);
    return Boolean.TRUE.equals(value) ? BigInteger.ONE : BigInteger.ZERO;
  }

  private BigInteger number(Call call, String model, String field, BigDecimal number) {
    if (number.signum() < 0) {
      malformed(call, model, field, Reason.NEGATIVE);
      return BigInteger.ZERO;
    }
    if (number.stripTrailingZeros().scale() > 0) {
      malformed(call, model, field, Reason.FRACTIONAL);
    }
    return number.toBigInteger();
  }

  private void malformed(Call call, @Nullable String model, @Nullable String field, Reason reason) {
    List<String> id = List.of(call.id());
    anomalies.add(new Anomaly(Anomaly.Kind.MALFORMED_USAGE, id, model, field, reason, null));
  }

  private static BigInteger orZero(@Nullable BigInteger count) {
    return count == null ? BigInteger.ZERO : count;
  }

  /** {@return JSON text with sorted keys and plain numbers, of values that need no escapes} */
  static String canonical(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      List<String> members = new ArrayList<>();
      for (Object key : new TreeSet<>(map.keySet())) {
        members.add('"' + key.toString() + "\":" + canonical(map.get(key)));
      }
      return "{" + String.join(",", members) + "}";
    }
    if (value instanceof List<?> list) {
      return "[" + String.join(",", list.stream().map(NaiveUsage::canonical).toList()) + "]";
    }
    if (value instanceof Number number) {
      return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }
    return value instanceof String text ? '"' + text + '"' : String.valueOf(value);
  }
}
