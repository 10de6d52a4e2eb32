package org.heapgoal.workload.log;

import java.util.function.Consumer;

/**
 * Finds the trace lines in one line of a log, wherever in it they begin: behind time stamps, container and journal
 * prefixes, inside JSON strings, or several in a row.
 */
final class LogLine {
    private static final char ESCAPE = 0x1b;
    private static final TraceForm[] FORMS = TraceForm.values();

    private final String text;
    private final long lineNumber;
    private final Consumer<TraceLine> lines;
    private final Consumer<String> malformed;
    /** Where each form's anchor occurs next, or -1; searched again only once passed, so that long lines stay cheap. */
    private final int[] nextAt = new int[FORMS.length];

    private int found;

    private LogLine(String text, long lineNumber, Consumer<TraceLine> lines, Consumer<String> malformed) {
        this.text = text;
        this.lineNumber = lineNumber;
        this.lines = lines;
        this.malformed = malformed;
        for (int i = 0; i < FORMS.length; i++) {
            nextAt[i] = text.indexOf(FORMS[i].anchor());
        }
    }

    /**
     * Reads one line.
     *
     * @param raw the line without its end
     * @param lineNumber its number, from 1
     * @param lines gets the trace lines
     * @param malformed gets the reasons why something that looks like a trace line is none
     * @return whether the line held anything that looks like a trace line
     */
    static boolean read(String raw, long lineNumber, Consumer<TraceLine> lines, Consumer<String> malformed) {
        LogLine line = new LogLine(unwrap(raw), lineNumber, lines, malformed);
        int position = 0;
        while (position >= 0) {
            position = line.next(position);
        }
        if (line.found == 0) {
            line.fragmentsAndDetails();
        }
        return line.found > 0;
    }

    /** Handles the next place where a trace line may begin; returns where to go on, or -1 at the end. */
    private int next(int from) {
        int best = -1;
        for (int i = 0; i < FORMS.length; i++) {
            if (nextAt[i] >= 0 && nextAt[i] < from) {
                nextAt[i] = text.indexOf(FORMS[i].anchor(), from);
            }
            if (nextAt[i] >= 0 && (best < 0 || nextAt[i] < nextAt[best])) {
                best = i;
            }
        }
        if (best < 0) {
            return -1;
        }
        int at = nextAt[best];
        return FORMS[best].looksRight(text, at) ? parse(FORMS[best], at) : at + 1;
    }

    private int parse(TraceForm form, int at) {
        Cursor in = new Cursor(text, at);
        TraceLine line = form.parse(in, lineNumber);
        found++;
        if (in.failed()) {
            malformed.accept(form.label() + ": " + in.reason());
            return at + form.anchor().length();
        }
        lines.accept(line);
        return in.position();
    }

    /** What a line without the beginning of a trace line can still be. */
    private void fragmentsAndDetails() {
        if (text.contains("scan: total ") || text.contains("scan: class ")) {
            detail(LineKind.GC_DETAIL);
        } else if (text.contains(": status=") || (text.contains(": p=") && text.contains(" curg="))) {
            detail(LineKind.SCHED_DETAIL);
        } else if (text.contains(" ms cpu, ") || (text.contains(" MB goal, ") && text.contains(" P"))) {
            found++;
            malformed.accept("gctrace: the beginning of the line is missing, torn off by other output");
        } else if (text.contains(" us, ") && text.contains(" objects, ") && text.contains(" handoff, ")) {
            found++;
            malformed.accept("gctrace: the layout of Go 1.4 and older has no goal and cannot be used");
        }
    }

    private void detail(LineKind kind) {
        found++;
        lines.accept(new DetailLine(lineNumber, kind));
    }

    private static String unwrap(String raw) {
        String text = raw.indexOf("\\u") >= 0 ? unescape(raw) : raw;
        return text.indexOf(ESCAPE) >= 0 ? withoutColours(text) : text;
    }

    /** Replaces JSON's four-digit escapes, however many backslashes nested quoting has put before them. */
    private static String unescape(String raw) {
        StringBuilder out = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            int u = i;
            while (u < raw.length() && raw.charAt(u) == '\\') {
                u++;
            }
            int code = u > i ? hexAfterU(raw, u) : -1;
            if (code >= 0) {
                out.append((char) code);
                i = u + 5;
            } else {
                out.append(raw, i, u);
                if (u < raw.length()) {
                    out.append(raw.charAt(u));
                }
                i = u + 1;
            }
        }
        return out.toString();
    }

    private static int hexAfterU(String raw, int at) {
        if (at + 5 > raw.length() || raw.charAt(at) != 'u') {
            return -1;
        }
        int code = 0;
        for (int i = at + 1; i < at + 5; i++) {
            int digit = Character.digit(raw.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            code = code * 16 + digit;
        }
        return code;
    }

    /** Drops terminal control sequences: escape, bracket, parameters and a final letter. */
    private static String withoutColours(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            if (text.charAt(i) == ESCAPE && i + 1 < text.length() && text.charAt(i + 1) == '[') {
                i += 2;
                while (i < text.length() && (text.charAt(i) < '@' || text.charAt(i) > '~')) {
                    i++;
                }
            } else {
                out.append(text.charAt(i));
            }
            i++;
        }
        return out.toString();
    }
}
