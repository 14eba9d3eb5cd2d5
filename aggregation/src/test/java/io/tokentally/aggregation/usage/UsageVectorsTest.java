package io.tokentally.aggregation.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokentally.Call;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.testing.Vectors;
import io.tokentally.testing.Vectors.Vector;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read of one call's usage: the conformance vectors of the extraction. */
class UsageVectorsTest {

  private static final Set<UsageNote.Kind> NOTES_OF_THE_VECTORS =
      EnumSet.of(UsageNote.Kind.ALIASES_DIFFER, UsageNote.Kind.CACHE_EXCEEDS_PROMPT);

  static Stream<Named<Vector>> vectors() {
    return Vectors.load("standard-usage.jsonl");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void readsCountsAndReportsOddities(Vector vector) {
    Call call = Call.builder().id(vector.text("call_id")).summary(vector.get("summary")).build();
    TallyOptions options =
        TallyOptions.builder()
            .cacheConvention(CacheConvention.valueOf(vector.text("cache_convention")))
            .build();
    Findings findings = new Findings(options);
    List<UsageEntry> entries = new UsageReader(options, findings).read(call);
    if (vector.expectsError()) {
      Map<?, ?> error = vector.object("error");
      TokenOverflowException refusal =
          catchThrowableOfType(TokenOverflowException.class, findings::throwIfRefused);
      assertThat(refusal.callId()).isEqualTo(error.get("call"));
      assertThat(refusal.model()).isEqualTo(error.get("model"));
      return;
    }
    findings.throwIfRefused();
    Map<String, Object> counts = new HashMap<>();
    Map<String, Object> uncached = new HashMap<>();
    Map<String, Object> conventions = new HashMap<>();
    for (UsageEntry entry : entries) {
      conventions.put(entry.model(), entry.exclusive() ? "EXCLUSIVE" : "INCLUSIVE");
      if (!entry.isZero()) {
        counts.put(entry.model(), six(entry));
        uncached.put(entry.model(), entry.uncachedPrompt());
      }
    }
    assertThat(counts).isEqualTo(vector.get("expect"));
    assertThat(uncached).isEqualTo(vector.get("uncached_prompt"));
    assertThat(conventions).isEqualTo(vector.get("convention"));
    assertThat(problems(findings)).isEqualTo(new HashSet<>(vector.list("problems")));
    assertThat(notes(findings)).isEqualTo(new HashSet<>(vector.list("notes")));
  }

  private static Map<String, Object> six(UsageEntry entry) {
    return Map.of(
        "requests", entry.requests(),
        "prompt_tokens", entry.promptTokens(),
        "completion_tokens", entry.completionTokens(),
        "total_tokens", entry.totalTokens(),
        "cache_read_input_tokens", entry.cacheReadInputTokens(),
        "cache_creation_input_tokens", entry.cacheCreationInputTokens());
  }

  private static Set<Object> problems(Findings findings) {
    Set<Object> problems = new HashSet<>();
    findings
        .anomalies()
        .forEach(each -> problems.add(finding(each.reason(), each.model(), each.field())));
    return problems;
  }

  private static Set<Object> notes(Findings findings) {
    Set<Object> notes = new HashSet<>();
    findings.notes().stream()
        .filter(note -> NOTES_OF_THE_VECTORS.contains(note.kind()))
        .forEach(note -> notes.add(finding(note.kind(), note.model(), note.field())));
    return notes;
  }

  private static Map<String, Object> finding(Object kind, Object model, Object field) {
    Map<String, Object> finding = new HashMap<>();
    finding.put("kind", String.valueOf(kind));
    finding.put("model", model);
    finding.put("field", field);
    return finding;
  }
}
