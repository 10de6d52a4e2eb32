package org.heapgoal.workload.calibrate;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GctraceLine;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.goruntime.SettingReader;
import org.heapgoal.machine.Cost;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.full.FullRun;
import org.heapgoal.process.program.CacheSpec;
import org.heapgoal.process.program.Change;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.process.program.Program;
import org.heapgoal.process.program.Site;
import org.heapgoal.process.program.Source;
import org.heapgoal.process.program.Step;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.sim.random.Distribution.Constant;
import org.heapgoal.sim.random.Distribution.Uniform;
import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.workload.log.LogSource;
import org.heapgoal.workload.log.RecordedLog;
import org.heapgoal.workload.machine.MachineProfiles;

/**
 * A process of which everything is known, and the gctrace lines of its run: a cache of small objects, and workers that
 * allocate to it and garbage beside it. It is made of other objects and sizes than twins are.
 */
final class KnownProgram {
    static final double MIB = 1 << 20;
    static final int PROCS = 2;
    private static final int WORKERS = 2 * PROCS;

    private static final long SECOND = 1_000_000_000L;

    /** Reachable heap. */
    double liveBytes = 16 * MIB;
    /** CPU time of a unit of work, which allocates {@link #unitBytes}. */
    double unitNanos = 100_000;

    /** Whether units take a half to one and a half times as long: where all are alike, marks can fall into step with preemption. */
    boolean varied;

    double unitBytes = 48 << 10;
    /** Part of the unit that is done with a lock held. */
    double locked;
    /** Units that are due each second; 0 for a program that takes all it can get. */
    double perSecond;

    double seconds = 2;
    /** Goroutines that wait deep in their stacks. */
    int waiting;

    long stackBytes = 32 << 10;
    long stackUsedBytes = 12 << 10;
    final Map<Cost, Double> costs = new EnumMap<>(Cost.class);
    final List<Change> changes = new ArrayList<>();

    static GcSettings gogc(int percent) {
        return new GcSettings(percent, GcSettings.NO_MEMORY_LIMIT, PROCS);
    }

    static GcSettings limit(double bytes) {
        return new GcSettings(GcSettings.GC_PERCENT_OFF, Math.round(bytes), PROCS);
    }

    List<CycleRecord> run(GcSettings settings) {
        return cycles(load(), settings);
    }

    /** The twin made from the lines that a run with GOGC=100 prints. */
    CalibrationResult twin() {
        StringBuilder text = new StringBuilder();
        run(gogc(100))
                .forEach(cycle -> text.append(GctraceLine.cycle(cycle, PROCS)).append('\n'));
        RecordedLog log = RecordedLog.read(LogSource.stream(
                "known", new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8))));
        return Calibration.twin(
                log, new SettingReader(GoVersion.DEFAULT, Set.of()).readRecorded("GOGC=100"), Overrides.NONE);
    }

    static List<CycleRecord> cycles(ProcessLoad load, GcSettings settings) {
        List<CycleRecord> cycles = new ArrayList<>();
        FullRun.Setup setup = new FullRun.Setup(
                load,
                settings,
                true,
                GoVersion.DEFAULT,
                Godebug.DEFAULT,
                MachineProfiles.select(load.machine(), GoVersion.DEFAULT),
                ModelSwitches.ALL_ON,
                new StreamFactory(7, 0));
        FullRun.run(
                setup,
                new RunProbe() {
                    @Override
                    public void onCycle(CycleRecord cycle) {
                        cycles.add(cycle);
                    }
                },
                RunLimits.DEFAULT);
        return cycles;
    }

    private ProcessLoad load() {
        Map<String, Site> sites = new LinkedHashMap<>();
        sites.put("row", site(208, new Lifetime.Cached("rows")));
        sites.put("text", site(1_400, new Lifetime.Transient()));
        Map<String, CacheSpec> caches = new LinkedHashMap<>();
        caches.put("rows", new CacheSpec(Math.round(liveBytes), CacheSpec.Eviction.OLDEST));
        Map<String, Program> programs = new LinkedHashMap<>();
        List<Source> sources = new ArrayList<>();
        List<Step> unit = new ArrayList<>();
        if (perSecond > 0) {
            unit.add(new Step.Every(new Constant(StrictMath.rint(WORKERS * SECOND / perSecond))));
        }
        if (locked > 0) {
            unit.add(new Step.Locked("table", work(locked)));
        }
        unit.addAll(work(1 - locked));
        programs.put("worker", new Program(unit, Program.FOREVER, 8 << 10, 2 << 10, false, false));
        sources.add(new Source.Fixed("worker", WORKERS, 0, Long.MAX_VALUE));
        if (waiting > 0) {
            List<Step> once = List.of(
                    new Step.Compute(new Constant(1_000), true), new Step.Sleep(new Constant(1_000.0 * SECOND)));
            programs.put("waiting", new Program(once, 1, stackBytes, stackUsedBytes, false, false));
            sources.add(new Source.Fixed("waiting", waiting, 0, Long.MAX_VALUE));
        }
        return new ProcessLoad(
                Math.round(seconds * SECOND),
                200 << 10,
                sites,
                caches,
                programs,
                sources,
                changes,
                new MachineSpec(PROCS, 0, 100_000_000, Long.MAX_VALUE, 0, "", 0, 0, costs));
    }

    private List<Step> work(double part) {
        return List.of(allocate("row", 0.2 * part), allocate("text", 0.8 * part));
    }

    private Step allocate(String site, double part) {
        return new Step.Allocate(
                varied
                        ? new Uniform(0.5 * unitNanos * part, 1.5 * unitNanos * part)
                        : new Constant(StrictMath.rint(unitNanos * part)),
                site,
                new Constant(StrictMath.rint(unitBytes * part)));
    }

    private static Site site(long bytes, Lifetime lifetime) {
        return new Site(List.of(new Site.WeightedSize(bytes, 1)), 0.5, 0, lifetime, false);
    }
}
