package io.tokentally.report.picture;

import com.samskivert.mustache.Mustache;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.text.Words;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A report as one HTML page that needs nothing else: no network, no other file. Text of calls stays
 * text, whatever is in it; besides, the page lets the browser run its own script alone.
 */
public final class HtmlPage {

  /** In the order in which they use each other. */
  private static final List<String> SCRIPTS =
      List.of(
          "calls.js",
          "numbers.js",
          "copy.js",
          "measures.js",
          "layout.js",
          "slices.js",
          "facts.js",
          "chart.js",
          "table.js",
          "bars.js",
          "filters.js",
          "page.js");

  /** What the template asks for. */
  private record View(
      String title,
      String span,
      List<String> remarks,
      List<String> basis,
      ModelTable models,
      CacheTable cache,
      CostTable costs,
      String calls,
      String roots,
      boolean complete,
      List<PageFindings.Section> findings,
      String style,
      String styleHash,
      String script,
      String scriptHash,
      String data) {}

  private HtmlPage() {}

  /** Writes the page, which is to be stored or sent as UTF-8. */
  public static void write(Picture picture, Writer out) throws IOException {
    UsageReport usage = picture.usage();
    ModelTable models = ModelTable.of(usage);
    PageData data = new PageData(picture, models.models());
    String style = PageText.read("page.css");
    String script = SCRIPTS.stream().map(PageText::read).collect(Collectors.joining());
    View view =
        new View(
            Words.clean(picture.title()),
            Words.clean(picture.span()),
            picture.remarks().stream().map(Words::clean).toList(),
            picture.basis().stream().map(Words::clean).toList(),
            models,
            CacheTable.of(usage.cacheSavings(), models.models()),
            data.table(),
            Words.number(data.size()),
            Words.count(usage.roots().size(), "root"),
            picture.isComplete(),
            PageFindings.of(usage, picture.skipped()),
            style,
            PageText.hash(style),
            script,
            PageText.hash(script),
            data.json());
    Mustache.compiler()
        .emptyStringIsFalse(true)
        .zeroIsFalse(true)
        .compile(PageText.read("page.mustache"))
        .execute(view, out);
  }
}
