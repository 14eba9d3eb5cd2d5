package io.tokentally.report.data;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tokentally.BadCallException;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.CallKey;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageTotals;
import io.tokentally.providers.PriceList;
import io.tokentally.providers.SkippedEntry;
import io.tokentally.report.CallTimes;
import io.tokentally.report.Failures;
import io.tokentally.report.Groups;
import io.tokentally.report.PriceSource;
import io.tokentally.report.PriceSources;
import io.tokentally.report.Report;
import io.tokentally.report.ReportWriter;
import io.tokentally.report.Sink;
import io.tokentally.report.SkippedRecords;
import io.tokentally.report.SourceFile;
import io.tokentally.report.text.Basis;
import io.tokentally.report.text.Errors;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a report as one JSON object. Every number is exact. */
public final class JsonReport implements ReportWriter {

  @Override
  public void write(Report report, Sink to) throws IOException {
    JsonGenerator json = JsonOutput.open(to);
    UsageReport usage = report.usage();
    json.writeStartObject();
    json.writeBooleanField("complete", report.isComplete());
    json.writeStringField("usage_format", report.usageFormat());
    json.writeStringField("scope", Basis.scope(usage.usageScope()));
    writePrices(json, report.prices());
    json.writeObjectFieldStart("call_usage");
    for (String id : usage.rootIds()) {
      writeUsage(json, id, usage.rootUsage(id));
    }
    json.writeEndObject();
    writeUsage(json, "totals", usage.totals());
    writeGroups(json, report.groups());
    writeMoney(json, usage);
    CacheJson.write(json, usage.cacheSavings());
    Failures failures = report.failures();
    if (failures != null) {
      writeFailures(json, usage, failures);
    }
    JsonFindings.writeUnpriced(json, "unpriced", usage.unpricedModels());
    JsonFindings.writeKinds(json, "unpriced_kinds", usage.unpricedKinds());
    JsonFindings.writeRates(json, usage.impossibleRates());
    JsonFindings.writeMatches(json, usage.pricedModels());
    if (!report.prices().aliases().isEmpty()) {
      JsonOutput.writeTexts(json, "unused_aliases", report.unusedAliases());
    }
    JsonFindings.writeAnomalies(json, usage.anomalies());
    JsonFindings.writeDecisions(json, usage.scopeDecisions());
    JsonFindings.writeNotes(json, usage.notes());
    JsonFindings.writeUnrecognised(json, usage.unrecognised());
    JsonFindings.writeLeftOut(json, usage.leftOut());
    JsonOutput.writeTexts(json, "unfinished_call_ids", usage.unfinishedCallIds());
    writeSkipped(json, report.source().skipped());
    writeFiles(json, report.source().files());
    json.writeEndObject();
    JsonOutput.end(json);
  }

  private static void writePrices(JsonGenerator json, PriceSources prices) throws IOException {
    json.writeArrayFieldStart("prices");
    for (PriceSource source : prices.sources()) {
      PriceList list = source.list();
      json.writeStartObject();
      json.writeStringField("from", source.name());
      JsonOutput.writeText(json, "as_of", list.asOf() == null ? null : list.asOf().toString());
      json.writeNumberField("entries", list.entries());
      json.writeNumberField("loaded", list.loaded());
      json.writeArrayFieldStart("skipped");
      // Of the bundled list the command prices shows them, and a model's reason names its own.
      for (SkippedEntry entry : source.isChosen() ? list.skipped() : List.<SkippedEntry>of()) {
        json.writeStartObject();
        json.writeStringField("entry", entry.entry());
        json.writeStringField("reason", entry.reason());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeUsage(
      JsonGenerator json, String name, Map<String, LLMAggregatedUsage> usage) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, LLMAggregatedUsage> ofModel : usage.entrySet()) {
      json.writeFieldName(ofModel.getKey());
      JsonOutput.writeUsage(json, ofModel.getValue());
    }
    json.writeEndObject();
  }

  private static void writeMoney(JsonGenerator json, UsageReport usage) throws IOException {
    json.writeObjectFieldStart("priced_cost_by_unit");
    for (Map.Entry<String, BigDecimal> cost : usage.pricedCostByUnit().entrySet()) {
      json.writeNumberField(cost.getKey(), cost.getValue());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("unit_by_model");
    for (Map.Entry<String, String> unit : usage.unitByModel().entrySet()) {
      json.writeStringField(unit.getKey(), unit.getValue());
    }
    json.writeEndObject();
  }

  /** Writes the failed calls, each with its part of the totals, and what that is together. */
  private static void writeFailures(JsonGenerator json, UsageReport usage, Failures failures)
      throws IOException {
    Set<CallKey> retried = new HashSet<>(failures.retried());
    json.writeArrayFieldStart("failed_calls");
    for (CallKey call : failures.failed()) {
      json.writeStartObject();
      json.writeStringField("call_id", call.id());
      JsonOutput.writeText(json, "trace_id", call.traceId());
      json.writeBooleanField("retried", retried.contains(call));
      writeUsage(json, "usage", usage.shareOfTotals(List.of(call)));
      json.writeEndObject();
    }
    json.writeEndArray();
    writeUsage(json, "failed_usage", usage.shareOfTotals(failures.failed()));
    writeUsage(json, "failed_priced_part", usage.pricedShareOfTotals(failures.failed()));
    writeUsage(json, "retried_usage", usage.shareOfTotals(failures.retried()));
    writeUsage(json, "retried_priced_part", usage.pricedShareOfTotals(failures.retried()));
  }

  private static void writeGroups(JsonGenerator json, @Nullable Groups groups) throws IOException {
    if (groups == null) {
      return;
    }
    json.writeObjectFieldStart("groups");
    JsonOutput.writeTexts(json, "by", groups.names());
    json.writeArrayFieldStart("totals");
    for (Groups.Group group : groups.groups()) {
      json.writeStartObject();
      JsonOutput.writeTexts(json, "keys", group.keys());
      writeUsage(json, "usage", group.totals().usage());
      writeUsage(json, "priced_part", group.totals().pricedPart());
      writeTimes(json, "time", group.times());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("gaps");
    for (Groups.Gap gap : groups.gaps()) {
      json.writeStartObject();
      json.writeStringField("first", gap.first());
      json.writeStringField("last", gap.last());
      json.writeNumberField("count", gap.count());
      json.writeEndObject();
    }
    json.writeEndArray();
    writeTimes(json, "time_of_others", groups.restTimes());
    UsageTotals rest = groups.rest();
    json.writeNumberField("others", groups.restCount());
    if (rest != null) {
      writeUsage(json, "usage_of_others", rest.usage());
      writeUsage(json, "priced_part_of_others", rest.pricedPart());
    }
    json.writeEndObject();
  }

  private static void writeTimes(JsonGenerator json, String name, @Nullable CallTimes times)
      throws IOException {
    if (times != null) {
      json.writeObjectFieldStart(name);
      json.writeNumberField("calls", times.calls());
      json.writeNumberField("seconds", Seconds.of(times.total()));
      json.writeNumberField("longest_seconds", Seconds.of(times.longest()));
      json.writeEndObject();
    }
  }

  private static void writeFiles(JsonGenerator json, List<SourceFile> files) throws IOException {
    if (files.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("files");
    for (SourceFile file : files) {
      json.writeStartObject();
      json.writeStringField("file", file.name());
      JsonOutput.writeText(json, "kind", file.kind());
      JsonOutput.writeText(json, "problem", file.problem());
      json.writeNumberField("calls", file.calls());
      json.writeNumberField("repeated", file.repeated());
      json.writeObjectFieldStart("left_out");
      for (Map.Entry<String, Long> each : new TreeMap<>(file.leftOut()).entrySet()) {
        json.writeNumberField(each.getKey(), each.getValue());
      }
      json.writeEndObject();
      json.writeNumberField("bad_records", file.badRecords());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeSkipped(JsonGenerator json, SkippedRecords skipped) throws IOException {
    json.writeObjectFieldStart("skipped_records");
    json.writeNumberField("count", skipped.count());
    json.writeArrayFieldStart("first");
    for (int i = 0; i < skipped.first().size(); i++) {
      BadCallException record = skipped.first().get(i);
      json.writeStartObject();
      if (skipped.fileOf(i) != null) {
        json.writeStringField("file", skipped.fileOf(i));
      }
      json.writeNumberField("line", record.line());
      json.writeNumberField("column", record.column());
      json.writeStringField("message", Errors.first(record));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
