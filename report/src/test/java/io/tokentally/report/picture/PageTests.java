package io.tokentally.report.picture;

import io.tokentally.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the page in a real browser. After each of them nothing may have gone wrong in it. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageTests {

  private Path folder;
  Browser browser;

  @BeforeAll
  void open(@TempDir Path folder) {
    this.folder = folder;
    browser = Browser.open();
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void nothingFailed() {
    browser.assertNothingOnConsole();
  }

  void choose(String measure) {
    browser.findAll("#measures button").stream()
        .filter(button -> button.getText().equals(measure))
        .forEach(button -> button.click());
  }

  List<String> labels() {
    return browser.findAll("#chart .slice").stream()
        .map(slice -> slice.getAttribute("aria-label"))
        .toList();
  }

  double width(String label) {
    return browser.slice(label).getRect().getWidth();
  }

  void show(List<Call> calls) throws IOException {
    show(Pictures.of(calls));
  }

  void show(Picture picture) throws IOException {
    Path page = folder.resolve("page.html");
    browser.show(Files.writeString(page, Pictures.page(picture)));
  }
}
