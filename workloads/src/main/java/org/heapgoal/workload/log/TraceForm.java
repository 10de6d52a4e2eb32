package org.heapgoal.workload.log;

/** How each kind of trace line begins. What only begins alike is other text and not a broken trace line. */
enum TraceForm {
    CYCLE("gctrace", GctraceParser.ANCHOR) {
        @Override
        boolean looksRight(String text, int at) {
            int digits = at + anchor().length();
            int end = digits;
            while (digitAt(text, end)) {
                end++;
            }
            return end > digits && text.startsWith(" @", end) && digitAt(text, end + 2);
        }

        @Override
        TraceLine parse(Cursor in, long lineNumber) {
            return GctraceParser.parse(in, lineNumber);
        }
    },
    PACER("gcpacertrace", PacerParser.ANCHOR) {
        @Override
        boolean looksRight(String text, int at) {
            int next = at + anchor().length();
            return text.startsWith("assist ratio=", next)
                    || text.startsWith("sweep done at ", next)
                    || text.startsWith("H_m_prev=", next)
                    || digitAt(text, text.startsWith("-", next) ? next + 1 : next);
        }

        @Override
        TraceLine parse(Cursor in, long lineNumber) {
            return PacerParser.parse(in, lineNumber);
        }
    },
    SCAVENGE("scavtrace", ScavengeParser.ANCHOR) {
        @Override
        boolean looksRight(String text, int at) {
            return digitAt(text, at + anchor().length()) && near(text, at, " Ki");
        }

        @Override
        TraceLine parse(Cursor in, long lineNumber) {
            return ScavengeParser.parse(in, lineNumber);
        }
    },
    OLD_SCAVENGE("scavenger report", ScavengeParser.OLD_ANCHOR) {
        @Override
        boolean looksRight(String text, int at) {
            return near(text, at, ": inuse: ") || near(text, at, " MB released");
        }

        @Override
        TraceLine parse(Cursor in, long lineNumber) {
            return ScavengeParser.parseOld(in, lineNumber);
        }
    },
    SCHED("schedtrace", SchedParser.ANCHOR) {
        @Override
        boolean looksRight(String text, int at) {
            return digitAt(text, at + anchor().length()) && near(text, at, "ms: ");
        }

        @Override
        TraceLine parse(Cursor in, long lineNumber) {
            return SchedParser.parse(in, lineNumber);
        }
    },
    PERIODIC("periodic GC notice", "GC forced") {
        @Override
        boolean looksRight(String text, int at) {
            int end = at + anchor().length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            return begins && (end == text.length() || "\\\"'\r".indexOf(text.charAt(end)) >= 0);
        }

        @Override
        TraceLine parse(Cursor in, long lineNumber) {
            in.expect(anchor());
            return new PeriodicGcLine(lineNumber);
        }
    };

    /** How far from a line's beginning its first unmistakable words stand. */
    private static final int NEARBY = 64;

    private final String label;
    private final String anchor;

    TraceForm(String label, String anchor) {
        this.label = label;
        this.anchor = anchor;
    }

    /** The name for messages. */
    String label() {
        return label;
    }

    /** The text that it begins with. */
    String anchor() {
        return anchor;
    }

    /** Whether what follows the anchor makes it a trace line, whole or broken, rather than other text. */
    abstract boolean looksRight(String text, int at);

    /** Reads it from its anchor on. */
    abstract TraceLine parse(Cursor in, long lineNumber);

    private static boolean digitAt(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static boolean near(String text, int at, String word) {
        return text.substring(at, Math.min(text.length(), at + NEARBY)).contains(word);
    }
}
