package io.tokentally.report.picture;

import com.samskivert.mustache.Mustache;
import io.tokentally.report.text.Words;
import java.io.Writer;
import java.util.List;

/**
 * Projects, each with a link to its {@linkplain HtmlPage page}. It needs nothing else, as these.
 */
public final class ProjectsPage {

  /** More than anybody looks through. */
  private static final int MOST = 5_000;

  /**
   * A project.
   *
   * @param name its id, as it is
   * @param calls how many calls it has
   * @param address where its page is
   */
  public record Project(String name, long calls, String address) {}

  private record Row(String name, String calls, String address) {}

  private record View(
      List<Row> projects, String count, String more, String style, String styleHash) {}

  private ProjectsPage() {}

  /** Writes the page, which is to be sent as UTF-8. */
  public static void write(List<Project> projects, Writer out) {
    String style = PageText.read("page.css");
    int more = projects.size() - MOST;
    View view =
        new View(
            projects.stream()
                .limit(MOST)
                .map(
                    each ->
                        new Row(
                            PageData.text(each.name()), Words.number(each.calls()), each.address()))
                .toList(),
            Words.count(projects.size(), "project"),
            more > 0 ? "and " + Words.number(more) + " more" : "",
            style,
            PageText.hash(style));
    Mustache.compiler()
        .emptyStringIsFalse(true)
        .zeroIsFalse(true)
        .compile(PageText.read("projects.mustache"))
        .execute(view, out);
  }
}
