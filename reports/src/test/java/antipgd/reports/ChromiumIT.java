// SPDX-FileCopyrightText: the authors of antipgd
// SPDX-License-Identifier: Apache-2.0
package antipgd.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The pages in a real browser, wide and narrow, light and dark. Skipped where there is no Chromium
 * with its driver, unless the profile {@code chromium} asks for it, and on another JDK than the
 * first. Pictures are left in {@code target/chromium}.
 */
@EnabledIf(
    value = "isWanted",
    disabledReason = "no chromium and chromedriver on the PATH, or not wanted")
class ChromiumIT {

  private static final Path PICTURES = Path.of("target", "chromium");

  /** Names and values of all kinds. */
  private static final List<String> FOREIGN =
      List.of("blankplot", "control-characters", "labels", "longlabels", "same-simple-name");

  private static final Map<String, Integer> PLOTS = Map.of("run", 12, "foreign", 6, "evidence", 50);

  @TempDir private static Path folder;

  /** Their headers, of those that are open: what is folded takes no room. */
  private static final String CUT_TABLES =
      """
      return [...document.querySelectorAll('table')].filter(table => {
        const around = table.parentElement;
        const scrolls = getComputedStyle(around).overflowX == 'auto';
        return table.getBoundingClientRect().right > innerWidth && !scrolls
            || around.getBoundingClientRect().right > innerWidth;
      }).map(table => table.rows[0].textContent);
      """;

  private static ChromeDriver browser;

  static boolean isWanted() {
    String asked = System.getProperty("antipgd.chromium", "");
    return asked.isEmpty()
        ? find("chromium").isPresent() && find("chromedriver").isPresent()
        : Boolean.parseBoolean(asked);
  }

  private static Optional<File> find(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(part -> new File(part, program))
        .filter(File::canExecute)
        .findFirst();
  }

  @BeforeAll
  static void open() throws IOException {
    Files.createDirectories(PICTURES);
    Reports.run(
        "report",
        "--out",
        folder.toString(),
        "--name",
        "run",
        ReportsTest.resource("jmh/run"),
        ReportsTest.resource("jmh/cold-start"));
    List<String> foreign =
        new ArrayList<>(List.of("report", "--out", folder.toString(), "--name", "foreign"));
    for (String name : FOREIGN) {
      foreign.add(ReportsTest.resource("cases/" + name));
    }
    Reports.run(foreign.toArray(String[]::new));
    List<String> evidence =
        new ArrayList<>(List.of("report", "--out", folder.toString(), "--name", "evidence"));
    evidence.addAll(List.of(ReportsTest.evidence()));
    Reports.run(evidence.toArray(String[]::new));

    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(find("chromium").orElseThrow());
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars");
    options.setCapability("goog:loggingPrefs", logs);
    System.setProperty(
        "webdriver.chrome.driver", find("chromedriver").orElseThrow().getAbsolutePath());
    browser = new ChromeDriver(options);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  static Stream<Arguments> views() {
    return Stream.of("run", "foreign", "evidence")
        .flatMap(
            page ->
                Stream.of(1280, 400)
                    .flatMap(
                        width ->
                            Stream.of("light", "dark")
                                .map(scheme -> Arguments.of(page, width, scheme))));
  }

  @ParameterizedTest
  @MethodSource("views")
  void opensAtOnceAndShowsEveryPlot(String page, int width, String scheme) throws IOException {
    show(page, width, scheme);

    List<Map<String, Object>> plots = plots();
    assertThat(plots).hasSize(PLOTS.get(page));
    assertThat(plots)
        .allSatisfy(
            plot -> {
              assertThat(number(plot, "width")).isGreaterThan(300);
              assertThat(number(plot, "height")).isGreaterThan(100);
              assertThat(number(plot, "left")).isNotNegative();
              assertThat(number(plot, "visible")).isLessThanOrEqualTo(width);
              assertThat(number(plot, "texts")).isGreaterThan(3);
              // Of the smallest letters, in CSS pixels as they come out on the screen.
              assertThat(number(plot, "letters")).isGreaterThan(7);
              assertThat(plot.get("cutOff")).as("texts beyond the edge").isEqualTo(List.of());
            });
    assertThat(script("return document.documentElement.scrollWidth"))
        .as("the page itself does not scroll sideways")
        .isEqualTo((long) width);
    assertThat((List<?>) script(CUT_TABLES)).as("tables that neither fit nor scroll").isEmpty();
    boolean dark = scheme.equals("dark");
    assertThat(brightness("background-color", "body")).isBetween(dark ? 0 : 200, dark ? 60 : 255);
    assertThat(brightness("fill", "svg text")).isBetween(dark ? 180 : 0, dark ? 255 : 60);
  }

  @ParameterizedTest
  @MethodSource("views")
  void logsNothingAndAsksForNothing(String page, int width, String scheme) throws IOException {
    show(page, width, scheme);

    assertThat(browser.manage().logs().get(LogType.BROWSER))
        .extracting(LogEntry::getMessage)
        .isEmpty();
    String url = url(page);
    assertThat(browser.manage().logs().get(LogType.PERFORMANCE))
        .extracting(LogEntry::getMessage)
        .filteredOn(message -> message.contains("\"Network.requestWillBeSent\""))
        .isNotEmpty()
        .allMatch(message -> message.contains(url));
  }

  private static String url(String page) {
    return folder.resolve(page + ".html").toUri().toString();
  }

  private static void show(String page, int width, String scheme) throws IOException {
    browser.manage().logs().get(LogType.BROWSER);
    browser.manage().logs().get(LogType.PERFORMANCE);
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    browser.get(url(page));
    Files.write(PICTURES.resolve(page + "-" + width + "-" + scheme + ".png"), picture());
  }

  /** On a busy machine a page may be loaded before the browser has it where pictures are taken. */
  private static byte[] picture() {
    for (int left = 20; ; left--) {
      try {
        return browser.getScreenshotAs(OutputType.BYTES);
      } catch (WebDriverException e) {
        if (left == 0) {
          throw e;
        }
      }
    }
  }

  private static Object script(String script) {
    return browser.executeScript(script);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> plots() {
    return (List<Map<String, Object>>)
        script(
            """
            return [...document.querySelectorAll('svg')].map(svg => {
              const box = svg.getBoundingClientRect();
              const texts = [...svg.querySelectorAll('text')];
              return {
                name: svg.querySelector('title').textContent,
                width: box.width, height: box.height, left: box.left,
                visible: svg.closest('.plot').getBoundingClientRect().right,
                texts: texts.length,
                letters: 12 * box.width / svg.viewBox.baseVal.width,
                cutOff: texts.filter(text => {
                  const t = text.getBoundingClientRect();
                  return t.left < box.left || t.right > box.right
                      || t.top < box.top || t.bottom > box.bottom;
                }).map(text => text.textContent)
              };
            });
            """);
  }

  private static double number(Map<String, Object> plot, String name) {
    return ((Number) plot.get(name)).doubleValue();
  }

  /** Of the first element, 0 for black and 255 for white. */
  private static int brightness(String property, String selector) {
    String color =
        (String)
            script(
                "return getComputedStyle(document.querySelector('"
                    + selector
                    + "'))['"
                    + property
                    + "']");
    return (int)
        Stream.of(color.replaceAll("[^0-9,]", "").split(","))
            .limit(3)
            .mapToInt(Integer::parseInt)
            .average()
            .orElseThrow();
  }
}
