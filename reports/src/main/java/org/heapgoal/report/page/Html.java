package org.heapgoal.report.page;

import java.util.List;

/** Builds HTML. Every text is escaped; only this class writes markup. */
final class Html {
    private final StringBuilder out = new StringBuilder();

    /** Text made safe for element content and quoted attributes; control characters that HTML forbids become U+FFFD. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(allowed(c) ? c : 0xFFFD);
            }
        });
        return safe.toString();
    }

    private static boolean allowed(int c) {
        boolean control = c < 0x20 && c != '\n' && c != '\t';
        boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
        // Marks that turn the direction of text could make a file name look like another.
        boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return !control && !surrogate && !turns && !(c >= 0x7F && c < 0xA0);
    }

    /** Appends markup of ours. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Appends text. */
    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    /** Appends an element with text: {@code element("p class=\"x\"", text)}. */
    Html element(String tag, String text) {
        String name = tag.split(" ", 2)[0];
        return raw("<" + tag + ">").text(text).raw("</" + name + ">\n");
    }

    /** Appends a heading of the second level with an id to link to. */
    Html heading(String id, String text) {
        return element("h2 id=\"" + id + "\"", text);
    }

    /** Appends a list, one item for each text; nothing if there is none. */
    Html list(List<String> items) {
        if (!items.isEmpty()) {
            raw("<ul>\n");
            items.forEach(item -> element("li", item));
            raw("</ul>\n");
        }
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
