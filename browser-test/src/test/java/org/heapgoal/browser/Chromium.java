package org.heapgoal.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Chromium of the machine; Playwright downloads none. */
final class Chromium implements AutoCloseable {
    private static final List<String> USUAL_PLACES = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/usr/bin/google-chrome-stable",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    private static final double PATIENCE_MILLIS = 240_000;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setTimeout(PATIENCE_MILLIS)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** The browser's program: the one that the property {@code heapgoal.chromium} names, or one in a usual place. */
    static Optional<Path> find() {
        String named = System.getProperty("heapgoal.chromium", "");
        return (named.isEmpty() ? USUAL_PLACES : List.of(named))
                .stream().map(Path::of).filter(Files::isExecutable).findFirst();
    }

    static Chromium start(Path executable) {
        return new Chromium(executable);
    }

    /** A fresh window. */
    OpenPage open(Path directory, int width, String colours) {
        return new OpenPage(browser, directory, width, colours, PATIENCE_MILLIS);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
