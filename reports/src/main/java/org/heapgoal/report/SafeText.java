package org.heapgoal.report;

/** Makes text from outside, such as a log's name, safe to print: on a terminal, in XML, and for the reader's eyes. */
public final class SafeText {
    private static final int REPLACEMENT = 0xFFFD;

    private SafeText() {}

    /**
     * The text with every control character, unpaired surrogate, non-character and mark that turns the direction of
     * writing replaced by U+FFFD. Such characters have no business in names; they can drive a terminal, break XML, or make
     * a name look like another.
     */
    public static String of(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> safe.appendCodePoint(isSafe(c) ? c : REPLACEMENT));
        return safe.toString();
    }

    private static boolean isSafe(int c) {
        boolean turnsDirection =
                c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
        boolean nonCharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
        return !Character.isISOControl(c) && !surrogate && !nonCharacter && !turnsDirection;
    }
}
