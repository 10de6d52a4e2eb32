package org.heapgoal.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report's page in a window of its own, with everything it complained of or asked for. */
final class OpenPage implements AutoCloseable {
    private static final int HEIGHT = 900;

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();

    OpenPage(Browser browser, Path directory, int width, String colours, double patienceMillis) {
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, HEIGHT)
                .setColorScheme(ColorScheme.valueOf(colours.toUpperCase(Locale.ROOT))));
        context.setDefaultTimeout(patienceMillis);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> requests.add(request.url()));
        page.navigate(directory.resolve("index.html").toUri().toString());
        page.waitForCondition(() -> !fullRange().isEmpty());
    }

    /** Errors and warnings of the console, and errors that nobody caught. */
    List<String> complaints() {
        return complaints;
    }

    /** Addresses asked for that are neither the page nor part of it. */
    List<String> foreignRequests() {
        return requests.stream()
                .filter(url -> !url.startsWith("data:") && !url.equals(page.url()))
                .toList();
    }

    Page page() {
        return page;
    }

    Locator at(String selector) {
        return page.locator(selector);
    }

    String text(String selector) {
        return at(selector).innerText();
    }

    /** The style property that an element ends up with. */
    String style(String selector, String property) {
        return String.valueOf(
                at(selector).evaluate("(element, name) => getComputedStyle(element).getPropertyValue(name)", property));
    }

    /** The first instant that the charts show, in seconds. */
    double from() {
        return Double.parseDouble(attribute("#plots", "data-from"));
    }

    /** The last instant that the charts show, in seconds. */
    double to() {
        return Double.parseDouble(attribute("#plots", "data-to"));
    }

    String attribute(String selector, String name) {
        String value = at(selector).getAttribute(name);
        return value == null ? "" : value;
    }

    /** Pixels by which the page is wider than its window. */
    int overflow() {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - innerWidth")).intValue();
    }

    /** Colours on a chart's canvas, most frequent ones first, as {@code r,g,b}. */
    @SuppressWarnings("unchecked")
    List<String> chartColours(String plot) {
        return (List<String>) at(plot + " canvas")
                .evaluate("canvas => { const found = new Map();"
                        + " const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;"
                        + " for (let i = 0; i < pixels.length; i += 4) if (pixels[i + 3] === 255) {"
                        + "   const key = pixels[i] + ',' + pixels[i + 1] + ',' + pixels[i + 2];"
                        + "   found.set(key, (found.get(key) || 0) + 1); }"
                        + " return [...found].sort((a, b) => b[1] - a[1]).map(entry => entry[0]); }");
    }

    void screenshot(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    private String fullRange() {
        return attribute("#plots", "data-to");
    }

    @Override
    public void close() {
        context.close();
    }
}
