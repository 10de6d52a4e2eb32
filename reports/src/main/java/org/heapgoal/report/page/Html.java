package org.heapgoal.report.page;

import java.util.List;
import org.heapgoal.report.SafeText;

/** Builds HTML. Every text is escaped; only this class writes markup. */
final class Html {
    private final StringBuilder out = new StringBuilder();

    /** Text made safe for element content and quoted attributes. */
    static String escape(String text) {
        return SafeText.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
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
