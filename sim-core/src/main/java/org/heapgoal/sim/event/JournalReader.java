package org.heapgoal.sim.event;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heapgoal.sim.units.BadInput;
import org.jspecify.annotations.Nullable;

/** Reads the events of an {@link EventJournal} one by one. */
final class JournalReader {
    private static final Pattern EVENT = Pattern.compile("(\\d+) (\\d+) (\\d+) (-?\\d+) (\\S(?:.*\\S)?)");
    private static final Pattern LAST = Pattern.compile(EventJournal.END + "(\\d+) ([0-9a-f]{16})");

    private final String name;
    private final BufferedReader in;
    private long lines;
    private long events;
    private boolean ended;

    JournalReader(String name, Reader in) {
        this.name = name;
        this.in = new BufferedReader(in);
        String header = readLine();
        if (!EventJournal.HEADER.equals(header)) {
            throw BadInput.at(name, lines, "an event journal begins with the line \"" + EventJournal.HEADER + "\"");
        }
    }

    /** The next event, or null after the last. */
    @Nullable
    FiredEvent next() {
        if (ended) {
            return null;
        }
        String line = readLine();
        if (line == null) {
            throw BadInput.at(name, lines, "the journal breaks off: its last line should be \"end COUNT DIGEST\"");
        }
        Matcher last = LAST.matcher(line);
        if (last.matches()) {
            ended = true;
            if (number(last.group(1)) != events) {
                throw BadInput.at(name, lines, "the journal holds " + events + " events, not " + last.group(1));
            }
            return null;
        }
        return event(line);
    }

    private FiredEvent event(String line) {
        Matcher event = EVENT.matcher(line);
        if (!event.matches()) {
            throw BadInput.at(name, lines, "an event is \"INSTANT PRIORITY SEQUENCE SUBJECT KIND\"");
        }
        events++;
        long priority = number(event.group(2));
        if (priority > EventPriority.LAST) {
            throw BadInput.at(name, lines, "a priority is at most " + EventPriority.LAST + ", not " + priority);
        }
        return new FiredEvent(
                number(event.group(1)), (int) priority, number(event.group(3)), number(event.group(4)), event.group(5));
    }

    private long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            throw BadInput.at(name, lines, digits + " does not fit into 64 bits");
        }
    }

    private @Nullable String readLine() {
        try {
            lines++;
            return in.readLine();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
