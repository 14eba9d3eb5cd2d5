package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of projects at the root of the service. */
class ProjectListTest {

  private static final Pattern LINK = Pattern.compile("href=\"(report[^\"]*)\"");

  private static String call(String project, String id) {
    return "{\"id\":\""
        + id
        + "\",\"project_id\":\""
        + project
        + "\",\"started_at\":\"2026-01-01\"}\n";
  }

  @Test
  void eachProjectLeadsToItsPage() throws IOException {
    try (RunningService service = RunningService.inMemory()) {
      TestClient client = service.client();
      client.postCalls(call("team/trip", "a") + call("team/trip", "b") + call("<b>&é \\\" x", "a"));
      HttpResponse<String> page = client.get("/");

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
      assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
      assertThat(page.body())
          .contains("default-src 'none'", "2 projects", "<bdi>team/trip</bdi>", "<td>2</td>")
          .contains("<bdi>&lt;b&gt;&amp;é &quot; x</bdi>")
          .doesNotContain("<b>", "<script");
      Matcher link = LINK.matcher(page.body());
      int links = 0;
      while (link.find()) {
        String address = link.group(1).replace("&#x3D;", "=");
        assertThat(client.get(URI.create("/").resolve(address).toString()).body())
            .contains("Usage and cost of ");
        links++;
      }
      assertThat(links).isEqualTo(2);
    }
  }

  @Test
  void withoutCallsItSaysHowTheyGetThere() throws IOException {
    try (RunningService service = RunningService.inMemory()) {
      assertThat(service.client().get("/").body()).contains("No calls yet", "POST /calls");
    }
  }
}
