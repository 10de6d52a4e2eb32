package org.heapgoal.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.heapgoal.cli.Main;
import org.heapgoal.report.text.Figures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reports of a run, a what-if and a real log, opened from disk in Chromium and used with mouse and keyboard. Oracle: the
 * cycles in cycles.csv beside the page.
 */
final class ReportPageTest {
    private static final String RUN = "run";
    private static final String WHAT_IF = "what-if";
    private static final String LOG = "report";
    private static final int WIDE = 1280;
    private static final int NARROW = 400;

    @TempDir
    static Path directory;

    private static Optional<Chromium> browser = Optional.empty();

    @BeforeAll
    static void makeReports() {
        Optional<Path> executable = Chromium.find();
        if (executable.isEmpty()) {
            System.out.println("skipped: the browser test needs Chromium, and there is none"
                    + " (-Dheapgoal.chromium=PATH names one; Debian's package is chromium)");
        }
        Assumptions.assumeTrue(executable.isPresent(), "no Chromium here");
        String log = Path.of(System.getProperty("heapgoal.root"))
                .resolve("validation/logs/go1.26.8/steadycache-gogc100-p2.log.gz")
                .toString();
        heapgoal("run", "leak-under-limit", "--duration", "20s", "GOGC=off", "GOMEMLIMIT=400MiB", out(RUN));
        heapgoal("what-if", log, "GOGC=50,200", "--recorded", "GOGC=100,GOMEMLIMIT=off", out(WHAT_IF));
        heapgoal("report", log, "--recorded", "GOGC=100,GOMEMLIMIT=off", out(LOG));
        browser = executable.map(Chromium::start);
    }

    @AfterAll
    static void closeBrowser() {
        browser.ifPresent(Chromium::close);
    }

    @ParameterizedTest
    @CsvSource({"run,1280", "run,400", "what-if,1280", "what-if,400", "report,1280", "report,400"})
    void opensFromDiskWithoutAnErrorOrARequestAndFitsTheWindow(String report, int width) throws IOException {
        try (OpenPage page = open(report, width)) {
            assertThat(page.complaints()).isEmpty();
            assertThat(page.foreignRequests()).isEmpty();
            assertThat(page.overflow()).isZero();
            assertThat(page.text("h1")).contains(report.equals(RUN) ? "leak-under-limit" : "steadycache");
            for (Locator image : page.at("main img").all()) {
                assertThat(image.getAttribute("alt")).isNotBlank();
                assertThat(((Number) image.evaluate("image => image.naturalWidth")).intValue())
                        .isEqualTo(1280);
            }
            Path shots = Files.createDirectories(Path.of("target", "screenshots"));
            page.screenshot(shots.resolve(report + "-" + width + ".png"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {RUN, WHAT_IF, LOG})
    void aClickOnTheHeapSelectsTheCycleThere(String report) throws IOException {
        List<Cycle> cycles = cycles(report);
        try (OpenPage page = open(report, WIDE)) {
            Locator plot = page.at("#plot-heap .u-over");
            plot.scrollIntoViewIfNeeded();
            BoundingBox box = plot.boundingBox();
            plot.click(new Locator.ClickOptions().setPosition(box.width * 0.61, box.height / 2));
            double time = page.from() + 0.61 * (page.to() - page.from());
            Cycle expected = nearest(cycles, time);
            assertThat(page.text("#position")).startsWith("cycle " + expected.number() + " at ");
            assertThat(page.text("#explanation")).startsWith("Cycle " + expected.number() + " started at ");
            assertThat(page.text("#facts")).contains(Figures.bytes((double) expected.goalBytes()));
            assertThat(page.text("#cycle-table tr[aria-current] th")).isEqualTo(Long.toString(expected.number()));
            assertThat(page.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {RUN, WHAT_IF, LOG})
    void theScrubberMovesByKeyAndShowsTheCyclesNumbers(String report) throws IOException {
        List<Cycle> cycles = cycles(report);
        try (OpenPage page = open(report, WIDE)) {
            Locator scrubber = page.at("#scrubber");
            scrubber.focus();
            for (int i = 0; i < 3; i++) {
                scrubber.press("ArrowRight");
            }
            assertThat(page.text("#position"))
                    .startsWith("cycle " + cycles.get(3).number() + " at ");
            assertThat(page.text("#facts"))
                    .contains(Figures.bytes((double) cycles.get(3).liveAtStartBytes()));
            scrubber.press("End");
            Cycle last = cycles.get(cycles.size() - 1);
            assertThat(page.text("#position")).startsWith("cycle " + last.number() + " at ");
            assertThat(page.at("#next").isDisabled()).isTrue();
            page.at("#plot-heap").press("ArrowLeft");
            assertThat(page.attribute("#scrubber", "aria-valuetext"))
                    .startsWith("cycle " + cycles.get(cycles.size() - 2).number() + " at ");
        }
    }

    @Test
    void zoomingShowsAStretchOfTimeOnAllChartsUntilTheWholeRunIsAskedFor() throws IOException {
        try (OpenPage page = open(RUN, WIDE)) {
            double whole = page.to();
            assertThat(page.from()).isZero();
            assertThat(page.at("#zoom-all").isDisabled()).isTrue();
            String before = page.attribute("#plot-cpu", "aria-label");
            page.at("#zoom-in").click();
            page.page().waitForCondition(() -> page.to() < whole);
            assertThat(page.to() - page.from()).isCloseTo(whole / 2, within(whole * 1e-6));
            assertThat(page.attribute("#plot-cpu", "aria-label")).isNotEqualTo(before);
            page.at("#zoom-all").click();
            page.page().waitForCondition(() -> page.to() == whole);

            drag(page, 0.25, 0.5);
            page.page().waitForCondition(() -> page.to() < whole);
            assertThat(page.from()).isCloseTo(0.25 * whole, within(0.02 * whole));
            assertThat(page.to()).isCloseTo(0.5 * whole, within(0.02 * whole));
            page.at("#plot-heap .u-over").dblclick();
            page.page().waitForCondition(() -> page.to() == whole && page.from() == 0);
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void aSelectedCycleOutsideTheZoomIsBroughtIntoView() throws IOException {
        List<Cycle> cycles = cycles(RUN);
        try (OpenPage page = open(RUN, WIDE)) {
            double whole = page.to();
            page.at("#zoom-cycle").click();
            page.page().waitForCondition(() -> page.to() < whole / 2);
            page.at("#scrubber").press("End");
            double start = cycles.get(cycles.size() - 1).startSeconds();
            page.page().waitForCondition(() -> page.from() <= start && start <= page.to());
        }
    }

    @Test
    void theThemeSwitchRepaintsPageAndChartsAndFollowsTheSystemWhenAsked() throws IOException {
        try (OpenPage page = open(LOG, WIDE)) {
            String light = page.style("body", "background-color");
            List<String> lightChart = page.chartColours("#plot-heap");
            page.at("#theme").selectOption("dark");
            String dark = page.style("body", "background-color");
            assertThat(dark).isNotEqualTo(light);
            page.page()
                    .waitForCondition(
                            () -> !page.chartColours("#plot-heap").get(0).equals(lightChart.get(0)));
            page.at("#theme").selectOption("auto");
            assertThat(page.style("body", "background-color")).isEqualTo(light);
            page.page()
                    .emulateMedia(new Page.EmulateMediaOptions()
                            .setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK));
            assertThat(page.style("body", "background-color")).isEqualTo(dark);
            page.at("#theme").selectOption("light");
            assertThat(page.style("body", "background-color")).isEqualTo(light);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void textAndLinesStandOutFromThePaper(String theme) throws IOException {
        try (OpenPage page = new Reports().open(RUN, NARROW, theme)) {
            double paper = Luminance.of(page.style(":root", "--paper"));
            for (String text : List.of("ink", "soft", "accent", "limit")) {
                assertThat(Luminance.contrast(Luminance.of(page.style(":root", "--" + text)), paper))
                        .as(text)
                        .isGreaterThanOrEqualTo(4.5);
            }
            for (String line : List.of(
                    "live",
                    "goal",
                    "trigger",
                    "mapped",
                    "observed",
                    "observed-goal",
                    "background",
                    "assist",
                    "pause")) {
                assertThat(Luminance.contrast(Luminance.of(page.style(":root", "--" + line)), paper))
                        .as(line)
                        .isGreaterThanOrEqualTo(3);
            }
        }
    }

    @Test
    void theTableTurnsItsPagesAndARowSelectsItsCycle() throws IOException {
        List<Cycle> cycles = cycles(WHAT_IF);
        try (OpenPage page = open(WHAT_IF, NARROW)) {
            page.at("#next-page").click();
            assertThat(page.text("#page")).startsWith("cycles 26 to 50 of ");
            page.at("#cycle-table tbody tr:nth-child(5) td:nth-child(3)").click();
            assertThat(page.text("#position"))
                    .startsWith("cycle " + cycles.get(29).number() + " at ");
            page.at("#last-page").click();
            assertThat(page.text("#page")).endsWith("of " + cycles.size());
        }
    }

    @Test
    void predictedAndObservedAreOnOnePage() throws IOException {
        long logged = cycles(LOG).size();
        try (OpenPage page = open(WHAT_IF, WIDE)) {
            assertThat(page.text("#plot-heap .u-legend"))
                    .contains("live heap, predicted")
                    .contains("live heap, observed");
            page.at("#run").selectOption("1");
            assertThat(page.text("#cycle-title")).isEqualTo("Cycle 1, observed (" + logged + " in all)");
            assertThat(page.text("#facts")).doesNotContain("runway");
            page.at("#run").selectOption("0");
            assertThat(page.text("#facts")).contains("runway");
        }
    }

    /** Level full knows resident memory, which the page draws in place of the memory that Go has mapped. */
    @Test
    void theHeapChartShowsResidentMemoryWithItsValueUnderThePointer() throws IOException {
        try (OpenPage page = open(RUN, WIDE)) {
            Locator plot = page.at("#plot-heap .u-over");
            plot.scrollIntoViewIfNeeded();
            BoundingBox box = plot.boundingBox();
            plot.hover(new Locator.HoverOptions().setPosition(box.width * 0.61, box.height / 2));
            String legend = page.text("#plot-heap .u-legend");
            assertThat(legend).doesNotContain("mapped memory");
            assertThat(legend.replaceAll("\\s", ""))
                    .containsPattern("RSS[0-9.]+MiB")
                    .containsPattern("liveheap[0-9.]+MiB");
        }
    }

    @Test
    void onPaperTheStaticChartsStandForTheInteractiveOnes() throws IOException {
        try (OpenPage page = open(RUN, WIDE)) {
            page.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.at("#plots").isVisible()).isFalse();
            assertThat(page.at("#theme").isVisible()).isFalse();
            assertThat(page.at("main img").first().isVisible()).isTrue();
            assertThat(page.at("#explanation").isVisible()).isTrue();
        }
    }

    private static void drag(OpenPage page, double from, double to) {
        Locator plot = page.at("#plot-heap .u-over");
        plot.scrollIntoViewIfNeeded();
        BoundingBox box = plot.boundingBox();
        Mouse mouse = page.page().mouse();
        mouse.move(box.x + from * box.width, box.y + box.height / 2);
        mouse.down();
        mouse.move(box.x + to * box.width, box.y + box.height / 2);
        mouse.up();
    }

    private static OpenPage open(String report, int width) {
        return new Reports().open(report, width, "light");
    }

    /** Opens what {@link #makeReports} made. */
    private static final class Reports {
        OpenPage open(String report, int width, String colours) {
            return browser.orElseThrow().open(directory.resolve(report), width, colours);
        }
    }

    private static String out(String report) {
        return "--out=" + directory.resolve(report);
    }

    private static void heapgoal(String... arguments) {
        StringWriter err = new StringWriter();
        int status = Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), arguments);
        assertThat(status).as(err.toString()).isZero();
    }

    /** A row of cycles.csv; sizes in bytes. */
    private record Cycle(long number, double startSeconds, double endSeconds, long liveAtStartBytes, long goalBytes) {}

    /** The cycles of the run, or of the baseline: the rows with the first row's settings, up to where numbers start again. */
    private static List<Cycle> cycles(String report) throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve(report).resolve("cycles.csv"));
        List<String> header = List.of(lines.get(0).split(",", -1));
        String settings = String.join(",", List.of(lines.get(1).split(",", -1)).subList(0, 3)) + ",";
        return lines.stream()
                .skip(1)
                .filter(line -> line.startsWith(settings))
                .map(line -> cycle(header, line.split(",", -1)))
                .toList();
    }

    private static Cycle cycle(List<String> header, String[] row) {
        double start = Double.parseDouble(row[header.indexOf("startSeconds")]);
        double end = start
                + Stream.of("sweepTerminationSeconds", "markSeconds", "markTerminationSeconds")
                        .mapToDouble(name -> Double.parseDouble(row[header.indexOf(name)]))
                        .sum();
        return new Cycle(
                Long.parseLong(row[header.indexOf("cycle")]),
                start,
                end,
                Long.parseLong(row[header.indexOf("heapLiveAtStartBytes")]),
                Long.parseLong(row[header.indexOf("heapGoalBytes")]));
    }

    /** The cycle that runs at an instant, else the one that starts nearest to it. */
    private static Cycle nearest(List<Cycle> cycles, double time) {
        return cycles.stream()
                .filter(cycle -> cycle.startSeconds() <= time && time <= cycle.endSeconds())
                .findFirst()
                .orElseGet(() -> cycles.stream()
                        .min((a, b) ->
                                Double.compare(Math.abs(a.startSeconds() - time), Math.abs(b.startSeconds() - time)))
                        .orElseThrow());
    }
}
