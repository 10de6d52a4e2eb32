package org.heapgoal.goruntime;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The GODEBUG names that the Go runtime itself reads, with what each does. */
public enum GodebugSetting {
    GCTRACE("gctrace", Effect.TRACE, 0, "prints a line for every GC cycle"),
    GCPACERTRACE("gcpacertrace", Effect.TRACE, 0, "prints the pacer's decisions"),
    SCAVTRACE("scavtrace", Effect.TRACE, 0, "prints a line about returned memory once per GC cycle"),
    SCHEDTRACE("schedtrace", Effect.TRACE, 0, "prints the scheduler's state every given number of milliseconds"),
    SCHEDDETAIL("scheddetail", Effect.TRACE, 0, "makes schedtrace list every P, M and goroutine"),
    CHECKFINALIZERS(
            "checkfinalizers",
            Effect.TRACE,
            0,
            "prints the length of the finalizer and cleanup queues once per GC cycle",
            GoVersion.GO_1_25),
    GCSTOPTHEWORLD(
            "gcstoptheworld", Effect.BEHAVIOUR, 0, "stops the world while marking (1) and also while sweeping (2)"),
    ASYNCPREEMPTOFF("asyncpreemptoff", Effect.BEHAVIOUR, 0, "turns preemption by signals off"),
    GCSHRINKSTACKOFF("gcshrinkstackoff", Effect.BEHAVIOUR, 0, "never moves goroutines to smaller stacks"),
    ADAPTIVESTACKSTART(
            "adaptivestackstart", Effect.BEHAVIOUR, 1, "starts goroutines with the average stack size, or 2 KiB if 0"),
    CONTAINERMAXPROCS(
            "containermaxprocs",
            Effect.BEHAVIOUR,
            1,
            "lets the default GOMAXPROCS follow the container's CPU quota, or not if 0",
            GoVersion.GO_1_25),
    UPDATEMAXPROCS(
            "updatemaxprocs",
            Effect.BEHAVIOUR,
            1,
            "keeps the default GOMAXPROCS up to date while the program runs, or not if 0",
            GoVersion.GO_1_25),
    GCCHECKMARK("gccheckmark", Effect.BEHAVIOUR, 0, "marks a second time with the world stopped, as a check"),
    SBRK("sbrk", Effect.BEHAVIOUR, 0, "takes every object from the system and never frees one"),
    EFENCE("efence", Effect.BEHAVIOUR, 0, "never uses the memory of a freed large object again"),
    MADVDONTNEED("madvdontneed", Effect.NONE, 1, "returns memory with MADV_DONTNEED, or MADV_FREE if 0"),
    HARDDECOMMIT("harddecommit", Effect.NONE, 0, "removes the access rights of returned memory"),
    DISABLETHP("disablethp", Effect.NONE, 0, "keeps huge pages off the heap", GoVersion.GO_1_21),
    CGOCHECK("cgocheck", Effect.NONE, 1, "checks pointers passed to C"),
    CLOBBERFREE("clobberfree", Effect.NONE, 0, "overwrites freed objects"),
    INVALIDPTR("invalidptr", Effect.NONE, 1, "stops the program at an invalid pointer"),
    INITTRACE("inittrace", Effect.NONE, 0, "prints a line for every package initialisation"),
    MEMPROFILERATE("memprofilerate", Effect.NONE, 524_288, "sets the sampling rate of memory profiles"),
    TRACEBACKANCESTORS("tracebackancestors", Effect.NONE, 0, "adds the creators of goroutines to tracebacks"),
    TRACEFPUNWINDOFF("tracefpunwindoff", Effect.NONE, 0, "unwinds without frame pointers", GoVersion.GO_1_21),
    DONTFREEZETHEWORLD(
            "dontfreezetheworld", Effect.NONE, 0, "lets goroutines run on during a crash", GoVersion.GO_1_21),
    PANICNIL("panicnil", Effect.NONE, 0, "allows panic(nil)", GoVersion.GO_1_21),
    TRACEADVANCEPERIOD(
            "traceadvanceperiod", Effect.NONE, 1_000_000_000, "sets a trace's generation length", GoVersion.GO_1_22),
    ASYNCTIMERCHAN("asynctimerchan", Effect.NONE, 0, "gives timers buffered channels", GoVersion.GO_1_23),
    PROFSTACKDEPTH("profstackdepth", Effect.NONE, 128, "sets the depth of stacks in profiles", GoVersion.GO_1_23),
    TRACEALLOCFREE("traceallocfree", Effect.NONE, 0, "adds heap events to execution traces", GoVersion.GO_1_23),
    TRACECHECKSTACKOWNERSHIP(
            "tracecheckstackownership", Effect.NONE, 0, "checks the owner of a traced stack", GoVersion.GO_1_23),
    DATAINDEPENDENTTIMING(
            "dataindependenttiming", Effect.NONE, 0, "asks for timing independent of data", GoVersion.GO_1_24),
    DECORATEMAPPINGS("decoratemappings", Effect.NONE, 1, "names memory mappings", GoVersion.GO_1_25),
    TRACEBACKLABELS("tracebacklabels", Effect.NONE, 0, "adds profiling labels to tracebacks", GoVersion.GO_1_26);

    /** What a setting changes. */
    public enum Effect {
        /** Lines on standard error. */
        TRACE,
        /** How memory is managed or goroutines are run. */
        BEHAVIOUR,
        /** Nothing that the runtime's memory and scheduling figures show. */
        NONE
    }

    private final String goName;
    private final Effect effect;
    private final int defaultValue;
    private final String sentence;
    private final GoVersion since;

    GodebugSetting(String goName, Effect effect, int defaultValue, String sentence) {
        this(goName, effect, defaultValue, sentence, GoVersion.GO_1_19);
    }

    GodebugSetting(String goName, Effect effect, int defaultValue, String sentence, GoVersion since) {
        this.goName = goName;
        this.effect = effect;
        this.defaultValue = defaultValue;
        this.sentence = sentence;
        this.since = since;
    }

    /** The name in GODEBUG. */
    public String goName() {
        return goName;
    }

    /** What it changes. */
    public Effect effect() {
        return effect;
    }

    /** The value where GODEBUG does not name it, on linux. */
    public int defaultValue() {
        return defaultValue;
    }

    /** What it does, as a clause that follows its name, without a full stop. */
    public String sentence() {
        return sentence;
    }

    /** Whether the runtime of a version reads it. */
    public boolean knownTo(GoVersion version) {
        return version.atLeast(since);
    }

    /** The first version that reads it; {@code GO_1_19} also for older ones. */
    public GoVersion since() {
        return since;
    }

    /** The setting of a name, whatever the version. */
    public static Optional<GodebugSetting> named(String name) {
        return Arrays.stream(values())
                .filter(setting -> setting.goName.equals(name))
                .findFirst();
    }

    /** The names that a version's runtime reads, in order of declaration. */
    public static List<String> names(GoVersion version) {
        return Arrays.stream(values())
                .filter(setting -> setting.knownTo(version))
                .map(GodebugSetting::goName)
                .toList();
    }
}
