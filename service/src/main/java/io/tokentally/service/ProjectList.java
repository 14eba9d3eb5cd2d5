package io.tokentally.service;

import io.tokentally.report.picture.ProjectsPage;
import io.tokentally.report.picture.ProjectsPage.Project;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lists the projects that have calls, each with its page. Thread-safe. */
record ProjectList(CallIndex calls) implements Endpoint.Action {

  @Override
  public Answer answer(@Nullable String query, byte[] body, Consumer<Runnable> whenOver) {
    List<Project> projects =
        calls.projectSizes().entrySet().stream()
            .map(each -> new Project(each.getKey(), each.getValue(), address(each.getKey())))
            .toList();
    StringWriter page = new StringWriter();
    ProjectsPage.write(projects, page);
    ByteBuffer bytes = ByteBuffer.wrap(page.toString().getBytes(StandardCharsets.UTF_8));
    return new Answer(200, ReportPage.HEADERS, "text/html; charset=utf-8", bytes);
  }

  private static String address(String project) {
    return "report?project_id=" + URLEncoder.encode(project, StandardCharsets.UTF_8);
  }
}
