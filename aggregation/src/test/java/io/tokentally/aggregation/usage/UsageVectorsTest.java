package io.tokentally.aggregation.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokentally.Call;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.ledger.Entry;
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
    List<Entry> entries = new UsageReader(options, findings).read(call);
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
    for (Entry entry : entries) {
      counts.put(entry.name().recorded(), six(entry));
      uncached.put(entry.name().recorded(), entry.sum(Cells.UNCACHED));
    }
    assertThat(counts).isEqualTo(vector.get("expect"));
    assertThat(uncached).isEqualTo(vector.get("uncached_prompt"));
    assertThat(conventions(call, options, findings)).isEqualTo(vector.get("convention"));
    assertThat(problems(findings)).isEqualTo(new HashSet<>(vector.list("problems")));
    assertThat(notes(findings)).isEqualTo(new HashSet<>(vector.list("notes")));
  }

  private static Map<String, Object> six(Entry entry) {
    return Map.of(
        "requests", entry.sum(Cells.REQUESTS),
        "prompt_tokens", entry.sum(Cells.PROMPT),
        "completion_tokens", entry.sum(Cells.COMPLETION),
        "total_tokens", entry.sum(Cells.TOTAL),
        "cache_read_input_tokens", entry.sum(Cells.CACHE_READ),
        "cache_creation_input_tokens", entry.sum(Cells.CACHE_CREATION));
  }

  /** {@return by model, the convention that was asked for, or that a note says was guessed} */
  private static Map<String, Object> conventions(
      Call call, TallyOptions options, Findings findings) {
    Set<String> guessed = new HashSet<>();
    for (UsageNote note : findings.notes()) {
      if (note.kind() == UsageNote.Kind.TAKEN_AS_EXCLUSIVE) {
        guessed.add(note.model());
      }
    }
    Map<String, Object> conventions = new HashMap<>();
    if (call.usage() instanceof Map<?, ?> models) {
      models.forEach(
          (model, counts) -> {
            if (counts instanceof Map<?, ?>) {
              boolean isExclusive =
                  options.cacheConvention() == CacheConvention.EXCLUSIVE
                      || guessed.contains((String) model);
              conventions.put((String) model, isExclusive ? "EXCLUSIVE" : "INCLUSIVE");
            }
          });
    }
    return conventions;
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
