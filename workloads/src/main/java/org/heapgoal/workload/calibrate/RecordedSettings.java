package org.heapgoal.workload.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.goruntime.ProcessSettings;
import org.heapgoal.sim.units.ByteSize;
import org.heapgoal.workload.log.LogCycle;

/**
 * The settings a log was recorded under, and how they are known.
 *
 * @param settings the settings
 * @param goalRule the GOGC that the goals are known to follow; nothing where GOGC is off or unknown
 * @param inference what the goals tell
 * @param warnings contradictions and assumptions
 */
record RecordedSettings(GcSettings settings, OptionalInt goalRule, GogcInference inference, List<String> warnings) {
    /** Nothing stated by the user. */
    static final ProcessSettings NOT_STATED = new ProcessSettings(
            OptionalInt.empty(), OptionalLong.empty(), OptionalInt.empty(), Godebug.DEFAULT, List.of());

    /** Share of the cycles that must contradict a statement before the user hears of it. */
    private static final double TELLING_SHARE = 0.2;

    /** A goal up to this multiple of the marked heap may be due to the live heap, whatever the limit. */
    private static final double FORCED_BY_LIVE_HEAP = 1.25;

    private static final int DEFAULT_GOGC = 100;

    static RecordedSettings of(List<LogCycle> cycles, ProcessSettings stated) {
        List<String> warnings = new ArrayList<>(stated.warnings());
        GogcInference inference = GogcInference.infer(cycles);
        long limit = stated.memoryLimitBytes().orElse(GcSettings.NO_MEMORY_LIMIT);
        int procs = procs(cycles, stated, warnings);
        int percent = percent(cycles, stated, inference, warnings);
        aboveLimit(cycles, limit, warnings);
        if (stated.memoryLimitBytes().isEmpty()) {
            warnings.add("a log does not show GOMEMLIMIT; it is taken as off (--recorded GOMEMLIMIT=… states it)");
        }
        boolean followed = percent >= 0
                && (inference.found() || (stated.gcPercent().isPresent() && limit == GcSettings.NO_MEMORY_LIMIT));
        boolean agrees = inference.found() && inference.low() <= percent && percent <= inference.high();
        return new RecordedSettings(
                new GcSettings(percent, limit, procs),
                followed && (agrees || stated.gcPercent().isPresent()) ? OptionalInt.of(percent) : OptionalInt.empty(),
                inference,
                warnings);
    }

    /** A memory limit keeps the goal below itself, except where the live heap leaves no choice. */
    private static void aboveLimit(List<LogCycle> cycles, long limit, List<String> warnings) {
        long above = 0;
        for (int i = 1; i < cycles.size(); i++) {
            double goal = cycles.get(i).goalBytes().low();
            double forced = FORCED_BY_LIVE_HEAP
                    * cycles.get(i - 1).line().heap().marked().high();
            above += goal > (double) limit && goal > forced ? 1 : 0;
        }
        if (above > TELLING_SHARE * (cycles.size() - 1)) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "GOMEMLIMIT=%s was stated, but %d of %d goals are above it though the live heap left room",
                    ByteSize.print(limit),
                    above,
                    cycles.size() - 1));
        }
    }

    private static int procs(List<LogCycle> cycles, ProcessSettings stated, List<String> warnings) {
        int last = cycles.get(cycles.size() - 1).line().maxProcs();
        long others =
                cycles.stream().filter(cycle -> cycle.line().maxProcs() != last).count();
        if (others > 0) {
            warnings.add("GOMAXPROCS changes in the log; the last value, " + last + ", is the baseline, and " + others
                    + " cycles had another");
        }
        if (stated.maxProcs().isPresent() && stated.maxProcs().getAsInt() != last) {
            warnings.add("GOMAXPROCS=" + stated.maxProcs().getAsInt() + " was stated, but the log's lines say " + last
                    + " P, which is used");
        }
        return last;
    }

    private static int percent(
            List<LogCycle> cycles, ProcessSettings stated, GogcInference inference, List<String> warnings) {
        if (stated.gcPercent().isEmpty()) {
            if (!inference.found()) {
                warnings.add(inference.sentence() + "; it is taken as GOGC=" + DEFAULT_GOGC
                        + ", which a twin's load does not depend on");
                return DEFAULT_GOGC;
            }
            if (inference.percent() % 5 != 0) {
                warnings.add(
                        "GOGC=" + inference.percent()
                                + " is an unusual value; if a memory limit set the goals, state --recorded GOGC=…,GOMEMLIMIT=…");
            }
            return inference.percent();
        }
        int percent = stated.gcPercent().getAsInt();
        if (percent >= 0 && inference.tested() > 0) {
            contradictions(cycles, percent, stated, inference, warnings);
        }
        return percent;
    }

    private static void contradictions(
            List<LogCycle> cycles,
            int percent,
            ProcessSettings stated,
            GogcInference inference,
            List<String> warnings) {
        long below = GogcInference.countBelow(cycles, percent);
        long above = GogcInference.countAbove(cycles, percent);
        boolean limited = stated.memoryLimitBytes().isPresent()
                && stated.memoryLimitBytes().getAsLong() != GcSettings.NO_MEMORY_LIMIT;
        if (above > TELLING_SHARE * inference.tested()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "GOGC=%d was stated, but %d of %d goals are higher than it allows",
                    percent,
                    above,
                    inference.tested()));
        }
        if (below > TELLING_SHARE * inference.tested() && !limited) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "GOGC=%d was stated, but %d of %d goals are lower than it asks for, as under a memory limit"
                            + " (--recorded GOMEMLIMIT=… states one)",
                    percent,
                    below,
                    inference.tested()));
        }
    }
}
