package org.heapgoal.browser;

/** Contrast of colours as WCAG 2 defines it. */
final class Luminance {
    private Luminance() {}

    /** The relative luminance of a colour written {@code #rgb} or {@code #rrggbb}, 0 to 1. */
    static double of(String colour) {
        String hex = colour.trim().substring(1);
        String six = hex.length() == 3 ? hex.replaceAll("(.)", "$1$1") : hex;
        return 0.2126 * channel(six, 0) + 0.7152 * channel(six, 2) + 0.0722 * channel(six, 4);
    }

    /** The contrast of two luminances, 1 to 21. */
    static double contrast(double a, double b) {
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double channel(String hex, int from) {
        double value = Integer.parseInt(hex.substring(from, from + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : StrictMath.pow((value + 0.055) / 1.055, 2.4);
    }
}
