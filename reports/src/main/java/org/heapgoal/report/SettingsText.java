package org.heapgoal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.heapgoal.goruntime.GcSettings;

/** Settings as Go users write them. */
public final class SettingsText {
    private SettingsText() {}

    /** The three knobs, in the order in which they are shown. */
    public enum Knob {
        GOGC(GcSettings::gogcText),
        GOMEMLIMIT(GcSettings::memoryLimitText),
        GOMAXPROCS(settings -> Integer.toString(settings.maxProcs()));

        @SuppressWarnings("ImmutableEnumChecker") // every function is a method reference without state
        private final Function<GcSettings, String> text;

        Knob(Function<GcSettings, String> text) {
            this.text = text;
        }

        /** This knob's value as it is written behind the equals sign. */
        public String valueOf(GcSettings settings) {
            return text.apply(settings);
        }
    }

    /** The given knobs, in the given order. */
    public static String of(GcSettings settings, List<Knob> knobs) {
        return String.join(
                " ",
                knobs.stream().map(knob -> knob + "=" + knob.valueOf(settings)).toList());
    }

    /** The knobs that do not have the same value in all runs; all three if nothing varies. */
    public static List<Knob> varying(List<RunResult> runs) {
        List<Knob> varying = new ArrayList<>();
        for (Knob knob : Knob.values()) {
            long values = runs.stream()
                    .map(run -> knob.valueOf(run.settings()))
                    .distinct()
                    .count();
            if (values > 1) {
                varying.add(knob);
            }
        }
        return varying.isEmpty() ? List.of(Knob.values()) : List.copyOf(varying);
    }
}
