package org.heapgoal.report.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The fonts of all charts: DejaVu Sans, brought along.
 *
 * <p>Charts must look the same everywhere, so no system font may decide how wide a text is. And they must be drawn on
 * machines without a font or fontconfig at all, such as plain containers: there the JVM's font classes fail while they
 * load, before a bundled font could be created, because they insist on mapping the logical fonts to files. Both is met by
 * telling the JVM, before its first font class loads, to map every logical font to the bundled file: on Linux through the
 * properties {@code sun.awt.fontconfig} and {@code sun.java2d.fontpath}. Other systems always have fonts and only get the
 * bundled one for the charts.
 *
 * <p>Everything in this package that touches {@code java.awt} text asks this class first. If something else in the JVM
 * has loaded a font class before, the properties come too late and do no harm.
 */
final class ChartFonts {
    /** The family, as SVG names it; a viewer without it falls back to its own sans-serif. */
    static final String FAMILY = "DejaVu Sans";

    private static final String REGULAR_FILE = "DejaVuSans.ttf";
    private static final String BOLD_FILE = "DejaVuSans-Bold.ttf";
    private static final Fonts FONTS = load();

    private ChartFonts() {}

    private record Fonts(Font regular, Font bold) {}

    /** The regular font in a size in pixels. */
    static Font regular(float size) {
        return FONTS.regular.deriveFont(size);
    }

    /** The bold font in a size in pixels. */
    static Font bold(float size) {
        // The style makes SVG name the weight; the face is bold already and is not emboldened again.
        return FONTS.bold.deriveFont(Font.BOLD, size);
    }

    private static Fonts load() {
        try {
            Path directory = Files.createTempDirectory("heapgoal-fonts");
            directory.toFile().deleteOnExit();
            Path regular = extract(REGULAR_FILE, directory);
            Path bold = extract(BOLD_FILE, directory);
            System.setProperty("java.awt.headless", "true");
            if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
                mapLogicalFonts(directory, regular);
            }
            return new Fonts(
                    Font.createFont(Font.TRUETYPE_FONT, regular.toFile()),
                    Font.createFont(Font.TRUETYPE_FONT, bold.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the charts' fonts", e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the bundled font is damaged", e);
        }
    }

    private static void mapLogicalFonts(Path directory, Path regular) throws IOException {
        Path config = directory.resolve("fontconfig.properties");
        // The file is a Java properties file, so backslashes would need escaping; a Linux path has none as a rule.
        String path = regular.toString().replace("\\", "\\\\");
        Files.writeString(
                config,
                "version=1\n"
                        + "allfonts.default=" + FAMILY + "\n"
                        + "filename.DejaVu_Sans=" + path + "\n"
                        + "sequence.allfonts=default\n",
                StandardCharsets.UTF_8);
        config.toFile().deleteOnExit();
        System.setProperty("sun.awt.fontconfig", config.toString());
        System.setProperty("sun.java2d.fontpath", directory.toString());
    }

    private static Path extract(String name, Path directory) throws IOException {
        Path file = directory.resolve(name);
        try (InputStream font = ChartFonts.class.getResourceAsStream(name)) {
            if (font == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            Files.copy(font, file);
        }
        file.toFile().deleteOnExit();
        return file;
    }
}
