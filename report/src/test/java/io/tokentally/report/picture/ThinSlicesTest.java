package io.tokentally.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebElement;

/** What becomes of slices that are too thin to be drawn one by one. */
class ThinSlicesTest extends PageTests {

  /** Labels of slices that something else covers in the middle. */
  private static final String NOT_HIT =
      """
      document.querySelector('#path').scrollIntoView();
      return [...document.querySelectorAll('#chart .slice')].filter((slice) => {
        const { left, top, width, height } = slice.getBoundingClientRect();
        const at = document.elementFromPoint(left + width / 2, top + height / 2);
        return at === null || at.closest('.slice') !== slice;
      }).map((slice) => slice.getAttribute('aria-label'))""";

  /** Labels of slices that reach into the one beside them, beyond what a browser rounds. */
  private static final String OVERLAPPING =
      """
      const boxes = [...document.querySelectorAll('#chart .slice')]
        .map((slice) => [slice.getBoundingClientRect(), slice.getAttribute('aria-label')])
        .sort(([a], [b]) => a.top - b.top || a.left - b.left);
      return boxes.slice(1)
        .filter(([box], at) => box.top === boxes[at][0].top && box.left < boxes[at][0].right - 0.05)
        .map(([, label]) => label)""";

  /** How much of the first row below all calls is covered by slices. */
  private static final String COVERED =
      """
      const [all, ...others] = [...document.querySelectorAll('#chart .slice')]
        .map((slice) => slice.getBoundingClientRect());
      return others.filter((box) => box.top === others[0].top)
        .reduce((sum, box) => sum + box.width, 0) / all.width""";

  @Test
  void manyThinSlicesBecomeFewAndNoneIsLost() throws IOException {
    List<Call> calls = new ArrayList<>();
    calls.add(Pictures.call("root", null, "agent", 0, 30_000, Map.of()));
    for (int i = 0; i < 20_000; i++) {
      calls.add(Pictures.call("c" + i, "root", "op" + i, i, 1, Map.of("gpt-4o", 100L)));
    }
    show(calls);
    int most = browser.findAll("#chart .slice").size();
    List<WebElement> merged = browser.findAll("#chart .several");
    for (int zooms = 0; zooms < 5 && !merged.isEmpty(); zooms++) {
      merged.get(merged.size() - 1).click();
      most = Math.max(most, browser.findAll("#chart .slice").size());
      merged = browser.findAll("#chart .several:not(:first-child)");
    }

    assertThat(most).isLessThan(500);
    assertThat(merged).isEmpty();
    assertThat(browser.slice("op").getAttribute("aria-label")).endsWith(", 0.00025 USD, gpt-4o");
    assertThat(browser.texts("#page-number")).allMatch(text -> text.startsWith("Page 1 of "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cost", "Tokens", "Time"})
  void manyRootsFillTheRowAndEachSliceCanBeHit(String measure) throws IOException {
    show(roots(1_200));
    browser.find("#merged").click();
    choose(measure);

    assertThat((double) browser.run(COVERED)).isBetween(0.99, 1.001);
    assertThat(browser.findAll("#chart .slice")).hasSizeBetween(50, 500);
    assertAllCanBeHit();
    browser.slice("2").click();
    assertAllCanBeHit();
  }

  @Test
  void whatIsNextToNothingIsGatheredAndSeen() throws IOException {
    show(
        List.of(
            Pictures.call("root", null, "agent", 0, 10, Map.of()),
            Pictures.call("a", "root", "tiny", 0, 1, Map.of("gpt-4o", 1L)),
            Pictures.call("b", "root", "chat", 0, 1, Map.of("gpt-4o", 1_000_000L)),
            Pictures.call("c", "root", "tiny", 0, 1, Map.of("gpt-4o", 1L))));

    assertThat(labels())
        .containsExactly("agent, 2.500005 USD, gpt-4o", "chat, 2.5 USD, gpt-4o", "2 more calls");
    assertThat(width("2 more calls")).isBetween(2.0, 3.0);
    assertAllCanBeHit();
    browser.slice("2 more calls").click();
    assertThat(labels()).hasSize(3).contains("tiny, 0.0000025 USD, gpt-4o");
  }

  private void assertAllCanBeHit() {
    assertThat(browser.run(NOT_HIT)).asInstanceOf(InstanceOfAssertFactories.LIST).isEmpty();
    assertThat(browser.run(OVERLAPPING)).asInstanceOf(InstanceOfAssertFactories.LIST).isEmpty();
  }

  /** {@return roots of differing cost and time, with calls below them} */
  private static List<Call> roots(int count) {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String root = "r" + i;
      long size = 1 + i * 37L % 101 + (i % 50 == 0 ? 1_000 : 0);
      calls.add(Pictures.call(root, null, "agent", i * 10L, size, Map.of()));
      for (int below = 1; below <= 4; below++) {
        calls.add(
            Pictures.call(
                root + "-" + below,
                root,
                "chat",
                i * 10L,
                size / 4,
                Map.of("gpt-4o", size * below)));
      }
    }
    return calls;
  }
}
