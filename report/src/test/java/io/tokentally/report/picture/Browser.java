package io.tokentally.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The Chromium of the system, without a window and with a new profile. Tests that need it are
 * skipped where it is not.
 */
public final class Browser implements AutoCloseable {

  private static final List<String> PROGRAMS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
  private static final List<String> DRIVERS =
      List.of("/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver");

  /** It would warn about each version of Chromium that it does not know yet. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** {@return a browser; the test is skipped if there is none} */
  public static Browser open() {
    List<String> program = present(PROGRAMS);
    List<String> service = present(DRIVERS);
    assumeTrue(
        !program.isEmpty() && !service.isEmpty(),
        "skipped: needs Chromium and its driver (apt-get install chromium chromium-driver)");
    SELENIUM.setLevel(Level.SEVERE);
    LoggingPreferences log = new LoggingPreferences();
    log.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program.get(0));
    options.setCapability(ChromeOptions.LOGGING_PREFS, log);
    options.addArguments(
        "--headless=new",
        "--no-sandbox", // Chromium has none for root
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--force-prefers-reduced-motion",
        "--window-size=1280,1000");
    ChromeDriverService driver =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(service.get(0)))
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(driver, options));
  }

  private static List<String> present(List<String> files) {
    return files.stream().filter(file -> Files.isExecutable(Path.of(file))).toList();
  }

  void show(Path page) {
    show(page.toUri());
  }

  /** Shows what is there; the address may hold a user and a password. */
  public void show(URI page) {
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    driver.get(page.toString());
  }

  /** Nothing that the page did may have been refused or have failed. */
  public void assertNothingOnConsole() {
    assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
        .map(Object::toString)
        .isEmpty();
  }

  WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  List<WebElement> findAll(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /**
   * {@return the texts of all such elements, also of those out of sight} They are read at once: the
   * page may draw itself anew between two questions.
   */
  public List<String> texts(String css) {
    String script =
        "return Array.from(document.querySelectorAll(arguments[0]), each => each.textContent)";
    return ((List<?>) run(script, css)).stream().map(each -> ((String) each).strip()).toList();
  }

  /** {@return a slice of the chart whose label begins so} */
  WebElement slice(String label) {
    return find("#chart .slice[aria-label^='" + label + "']");
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Shows the page so wide until another one is shown; a window cannot be that narrow. */
  void narrow(int width) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Searches, and waits until the page has. */
  void search(String text) {
    WebElement box = find("#search");
    box.clear();
    box.sendKeys(text);
    driver.executeAsyncScript("setTimeout(arguments[0], 250)");
  }

  @Override
  public void close() {
    driver.quit();
  }
}
