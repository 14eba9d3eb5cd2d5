package io.tokentally.service;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.PictureCall;
import io.tokentally.report.SkippedRecords;
import io.tokentally.report.picture.HtmlPage;
import io.tokentally.report.picture.Picture;
import io.tokentally.report.text.Basis;
import io.tokentally.report.text.CallSpan;
import io.tokentally.report.text.Words;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the page of usage and cost of a project's calls. Thread-safe. */
final class ReportPage implements Endpoint.Action {

  /**
   * What the page itself cannot say: its style and script are allowed by a policy within it. The
   * page is as private as the calls, and nobody else's page may frame it.
   */
  static final List<Answer.Header> HEADERS =
      List.of(
          new Answer.Header("Cache-Control", "no-store"),
          new Answer.Header(
              "Content-Security-Policy",
              "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
          new Answer.Header("X-Frame-Options", "DENY"),
          new Answer.Header("X-Content-Type-Options", "nosniff"),
          new Answer.Header("Referrer-Policy", "no-referrer"));

  private final ReportCalls calls;
  private final StoredPrices prices;
  private final TallyOptions options;
  private final AdmissionControl capacity;
  private final PageSlots places = new PageSlots();

  /**
   * @param options how the operations read usage and sum it up
   */
  ReportPage(Storage storage, TallyOptions options, AdmissionControl capacity) {
    this.calls = new ReportCalls(storage.calls().index(), AdmissionControl.mostCallsOfPage());
    this.prices = storage.prices();
    this.options = options;
    this.capacity = capacity;
  }

  @Override
  public Answer answer(@Nullable String query, byte[] body, Consumer<Runnable> whenOver) {
    ReportQuery asked = ReportQuery.parse(query);
    List<Call> found = calls.of(asked);
    if (asked.roots().isEmpty() && found.isEmpty()) {
      return ErrorAnswers.unknown("project_id", "a project with calls", List.of(asked.projectId()));
    }
    List<String> unknown = asked.unknownAmong(found);
    if (!unknown.isEmpty()) {
      return ErrorAnswers.unknown("root", "the id of a call of the project", unknown);
    }
    if (!places.enter(whenOver)) {
      return ErrorAnswers.tooManyPages();
    }
    long memory = AdmissionControl.ofPage(found.size());
    if (!capacity.work(memory)) {
      return ErrorAnswers.tooMany();
    }
    try {
      return page(picture(asked, found));
    } finally {
      capacity.done(memory);
    }
  }

  private Picture picture(ReportQuery asked, List<Call> found) {
    List<PriceRow> rows = prices.rows();
    UsageReport usage = report(asked, found, rows);
    long held = rows.stream().filter(row -> asked.canPrice(row)).count();
    CallSpan span = new CallSpan();
    found.forEach(call -> span.add(call.traceId(), call.startedAt(), call.endedAt()));
    return new Picture(
        "Usage and cost of " + asked.title(),
        span.text(),
        Basis.remarks(usage, asked.roots().isEmpty()),
        basis(span, usage, held),
        found.stream().map(call -> PictureCall.of(call, asked.picks(call.id()))).toList(),
        usage,
        new SkippedRecords("calls"));
  }

  private List<String> basis(CallSpan span, UsageReport usage, long rows) {
    List<String> basis =
        new ArrayList<>(List.of("Read " + span.text() + ".", Basis.usage(options)));
    String decisions = Basis.decisions(usage);
    if (decisions != null) {
      basis.add(decisions);
    }
    basis.add("Prices: " + Words.count(rows, "row") + " of this service.");
    return basis;
  }

  private UsageReport report(ReportQuery asked, List<Call> found, List<PriceRow> rows) {
    try {
      PriceTable table = PriceTable.of(rows, options.dialect());
      return Tally.with(table).with(options).report(found, call -> asked.picks(call.id()));
    } catch (ValidationException e) {
      throw e.within("query");
    }
  }

  private static Answer page(Picture picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
      HtmlPage.write(picture, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ByteBuffer body = ByteBuffer.wrap(bytes.toByteArray());
    return new Answer(200, HEADERS, "text/html; charset=utf-8", body);
  }
}
