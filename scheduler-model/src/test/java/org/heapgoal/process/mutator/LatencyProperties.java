package org.heapgoal.process.mutator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.heapgoal.machine.Cost;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.process.program.Change;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.RuntimeCall;
import org.heapgoal.process.program.Source;
import org.heapgoal.process.program.Step;
import org.heapgoal.recording.RequestRecord;
import org.heapgoal.sim.random.Distribution;

/** Invariants over random processes under load: what a request's latency is made of. */
class LatencyProperties {
    private static final MachineProfile PROFILE = Bench.costs(Map.ofEntries(
            Map.entry(Cost.ALLOC_OBJECT, 15.0),
            Map.entry(Cost.ALLOC_BYTE, 0.05),
            Map.entry(Cost.REFILL, 150.0),
            Map.entry(Cost.LARGE_ALLOC, 500.0),
            Map.entry(Cost.SPAN_ALLOC, 200.0),
            Map.entry(Cost.PAGE_FAULT, 250.0),
            Map.entry(Cost.SWEEP_SPAN, 100.0),
            Map.entry(Cost.MARK_BYTE, 0.5),
            Map.entry(Cost.MARK_OBJECT, 10.0),
            Map.entry(Cost.GOROUTINE_CREATE, 300.0),
            Map.entry(Cost.GOROUTINE_SWITCH, 100.0),
            Map.entry(Cost.THREAD_WAKE, 5_000.0),
            Map.entry(Cost.THREAD_SWITCH, 1_000.0),
            Map.entry(Cost.PREEMPT_SIGNAL, 2_000.0),
            Map.entry(Cost.OS_SLICE, 3_000_000.0),
            Map.entry(Cost.STOP_WORLD, 10_000.0),
            Map.entry(Cost.MARK_TERMINATION, 20_000.0)));

    @Property(tries = 40)
    void the_parts_add_up_and_none_is_negative(
            @ForAll @IntRange(min = 1, max = 6) int procs,
            @ForAll @IntRange(min = 50, max = 3000) int perSecond,
            @ForAll long seed,
            @ForAll boolean collects) {
        LoadRun run = new LoadRun().profile(PROFILE).procs(procs).seed(seed);
        run.sites.put("own", Bench.site(0.5, new Lifetime.OfGoroutine(), 8, 2, 40, 5, 200, 3, 3000, 1, 50_000, 1));
        run.sites.put("kept", Bench.site(0.5, new Lifetime.Random(new Distribution.Exponential(3e8)), 128, 1));
        run.request(
                "r",
                new Step.Allocate(new Distribution.Exponential(1e5), "own", new Distribution.Exponential(3e5)),
                new Step.Network(new Distribution.Exponential(1e6)),
                new Step.Locked("l", List.of(LoadRun.compute(20_000))),
                new Step.Send("c", 2),
                new Step.Receive("c", 2),
                new Step.Syscall(new Distribution.Exponential(5e4), false),
                new Step.Call(new RuntimeCall.Yield()),
                new Step.Allocate(new Distribution.Exponential(1e5), "kept", new Distribution.Exponential(2e5)));
        run.sources.add(new Source.Poisson("r", perSecond, 0, Long.MAX_VALUE));
        for (int i = 1; collects && i < 10; i++) {
            run.changes.add(new Change.Call(i * 20_000_000L, new RuntimeCall.ReadMemStats()));
            run.changes.add(new Change.Call(i * 20_000_000L, new RuntimeCall.CollectGarbage()));
        }
        run.run(300_000_000);
        assertThat(run.requests).isNotEmpty();
        for (RequestRecord request : run.requests) {
            RequestRecord.Blame blame = request.blame();
            long[] parts = {
                blame.ownWork(),
                blame.waiting(),
                blame.queueing(),
                blame.assist(),
                blame.stopped(),
                blame.descheduled(),
                blame.throttled(),
                blame.faults()
            };
            long sum = 0;
            for (long part : parts) {
                assertThat(part).as("%s", request).isNotNegative();
                sum += part;
            }
            assertThat(sum).isEqualTo(request.latencyNanos());
            assertThat(blame.ownWork()).isGreaterThanOrEqualTo(20_000);
        }
    }
}
