package io.tokentally.report.picture;

import io.tokentally.aggregation.LeftOut;
import io.tokentally.aggregation.PricedModel;
import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.SkippedRecords;
import io.tokentally.report.text.FindingGroup;
import io.tokentally.report.text.NotListed;
import io.tokentally.report.text.Unpriced;
import io.tokentally.report.text.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All that a report lists as unpriced, anomalous or guessed, in sections. */
final class PageFindings {

  /**
   * @param count how many findings there are in all
   */
  record Section(String title, String count, List<Group> groups) {}

  /**
   * @param explanation what they mean; empty if it is what the group before says
   * @param items the first findings
   * @param more what is said of those that are left out; empty if none are
   */
  record Group(String title, String count, String explanation, List<String> items, String more) {}

  /** More would make the page big, and nobody reads them. */
  private static final int MOST_ITEMS = 200;

  private static final int LONGEST_ITEM = 300;

  private static final String MATCHED =
      "the price list knows the model under another name, found by this rule";

  private final List<Section> sections = new ArrayList<>();

  private PageFindings() {}

  static List<Section> of(UsageReport report, SkippedRecords skipped) {
    PageFindings findings = new PageFindings();
    findings.addSkipped(skipped);
    findings.add("Unpriced models", ofUnpriced(report.unpricedModels()));
    findings.add("Kinds without a rate", FindingGroup.ofKinds(report.unpricedKinds()));
    findings.add("Impossible rates", FindingGroup.ofRates(report.impossibleRates()));
    findings.add("Anomalies", FindingGroup.ofAnomalies(report.anomalies()));
    findings.add("Scope: whose usage counts", FindingGroup.ofDecisions(report.scopeDecisions()));
    findings.add("Unrecognised usage", FindingGroup.ofUnrecognised(report.unrecognised()));
    findings.add("Notes: what was guessed", FindingGroup.ofNotes(report.notes()));
    findings.addLeftOut(report.leftOut());
    findings.add("Priced under another name", ofMatches(report.pricedModels()));
    findings.add("Unfinished calls", ofUnfinished(report.unfinishedCallIds()));
    return findings.sections;
  }

  private void add(String title, List<FindingGroup> groups) {
    if (!groups.isEmpty()) {
      List<Group> shown = new ArrayList<>();
      String explained = "";
      for (FindingGroup group : groups) {
        boolean isNew = !group.explanation().equals(explained);
        explained = group.explanation();
        shown.add(group(group, isNew ? explained : ""));
      }
      sections.add(new Section(title, Words.number(FindingGroup.count(groups)), shown));
    }
  }

  private void addSkipped(SkippedRecords skipped) {
    List<String> lines = skipped.lines();
    if (!lines.isEmpty()) {
      String count = Words.number(skipped.count());
      List<String> items =
          lines.stream().skip(1).map(line -> Words.shortened(line.strip(), LONGEST_ITEM)).toList();
      Group group =
          new Group(
              Words.shortened(lines.get(0), LONGEST_ITEM),
              count,
              "whatever usage they have is in no figure here",
              items,
              "");
      sections.add(new Section("Bad records left out", count, List.of(group)));
    }
  }

  private void addLeftOut(LeftOut leftOut) {
    if (leftOut.total() > 0) {
      String count = Words.number(leftOut.total());
      String explanation = "there are too many of a kind; the first in order are listed";
      Group group = new Group("by kind", count, explanation, NotListed.of(leftOut), "");
      sections.add(new Section("Findings not listed", count, List.of(group)));
    }
  }

  private static Group group(FindingGroup group, String explanation) {
    List<String> items = group.items();
    int more = items.size() - MOST_ITEMS;
    return new Group(
        Words.shortened(group.title(), LONGEST_ITEM),
        Words.number(items.size()),
        explanation,
        items.stream().limit(MOST_ITEMS).map(item -> Words.shortened(item, LONGEST_ITEM)).toList(),
        more > 0 ? "and " + Words.number(more) + " more, which --format json lists" : "");
  }

  private static List<FindingGroup> ofUnpriced(List<UnpricedModel> models) {
    return Unpriced.byTokens(models).stream()
        .map(
            model -> {
              Number tokens = model.totalTokens();
              String counted = tokens == null ? "tokens not summed" : Words.count(tokens, "token");
              return new FindingGroup(
                  Words.clean(model.model()) + ", " + counted,
                  String.join(". ", Unpriced.reasons(model))
                      + ". The cost of these calls is not known, which is not 0",
                  cleaned(model.callIds()));
            })
        .toList();
  }

  private static List<FindingGroup> ofMatches(List<PricedModel> models) {
    Map<String, FindingGroup> byRule = new LinkedHashMap<>();
    for (PricedModel model : models) {
      String rule = model.match().rule().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      String provider = model.match().providerId();
      String of = provider == null ? "" : " of " + Words.clean(provider);
      byRule
          .computeIfAbsent(rule, title -> new FindingGroup(title, MATCHED, new ArrayList<>()))
          .items()
          .add(Words.clean(model.model()) + " as " + Words.clean(model.match().llmId()) + of);
    }
    return List.copyOf(byRule.values());
  }

  private static List<FindingGroup> ofUnfinished(List<String> ids) {
    String explanation = "these calls have no end; what they cost may still grow";
    return ids.isEmpty()
        ? List.of()
        : List.of(new FindingGroup("not ended", explanation, cleaned(ids)));
  }

  private static List<String> cleaned(List<String> ids) {
    return ids.stream().map(Words::clean).toList();
  }
}
