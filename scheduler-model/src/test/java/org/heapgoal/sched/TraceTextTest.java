package org.heapgoal.sched;

import static org.assertj.core.api.Assertions.assertThat;

import org.heapgoal.goruntime.GoVersion;
import org.junit.jupiter.api.Test;

/** Oracle: {@code proc.go: schedtrace}, its layout as a real process prints it. */
class TraceTextTest {
    private final Fixture fixture = new Fixture();

    private Scheduler busy(GoVersion version) {
        Scheduler scheduler = fixture.version(version).procs(2);
        G[] g = new G[1];
        g[0] = fixture.go(fixture.script("main").then(() -> {
            P p = Runner.thread(g[0]).heldP();
            scheduler.lockThread(g[0]);
            scheduler.newGoroutine(fixture.loop("a"), p, false);
            scheduler.newGoroutine(fixture.loop("b"), p, false);
            scheduler.newGoroutine(fixture.loop("c"), p, false);
            return 1L << 50;
        }));
        fixture.run(10);
        return scheduler;
    }

    @Test
    void the_line_counts_threads_queues_and_ticks() {
        Scheduler scheduler = busy(GoVersion.GO_1_25);
        assertThat(scheduler.schedtrace(1_000).line(GoVersion.GO_1_25))
                .isEqualTo(
                        "SCHED 1000ms: gomaxprocs=2 idleprocs=0 threads=3 spinningthreads=0 needspinning=1 idlethreads=0"
                                + " runqueue=0 [ 1 0 ] schedticks=[ 1 1 ]");
    }

    @Test
    void the_detail_lists_ps_threads_newest_first_and_goroutines() {
        assertThat(busy(GoVersion.GO_1_25).schedDetail(7)).isEqualTo("""
                        SCHED 7ms: gomaxprocs=2 idleprocs=0 threads=3 spinningthreads=0 needspinning=1 idlethreads=0 runqueue=0 gcwaiting=false nmidlelocked=0 stopwait=0 sysmonwait=false
                          P0: status=1 schedtick=1 syscalltick=0 m=0 runqsize=1 gfreecnt=0 timerslen=0
                          P1: status=1 schedtick=1 syscalltick=0 m=2 runqsize=0 gfreecnt=0 timerslen=0
                          M2: p=1 curg=2 mallocing=0 throwing=0 preemptoff= locks=0 dying=0 spinning=false blocked=false lockedg=nil
                          M1: p=nil curg=nil mallocing=0 throwing=0 preemptoff= locks=2 dying=0 spinning=false blocked=false lockedg=nil
                          M0: p=0 curg=1 mallocing=0 throwing=0 preemptoff= locks=0 dying=0 spinning=false blocked=false lockedg=1
                          G1: status=2() m=0 lockedm=0
                          G2: status=2() m=2 lockedm=nil
                          G3: status=1() m=nil lockedm=nil
                          G4: status=1() m=nil lockedm=nil""");
    }

    @Test
    void go_1_19_printed_numbers_for_flags_and_missing_things() {
        assertThat(busy(GoVersion.GO_1_19).schedDetail(7).lines().toList())
                .startsWith("SCHED 7ms: gomaxprocs=2 idleprocs=0 threads=3 spinningthreads=0 idlethreads=0 runqueue=0"
                        + " gcwaiting=0 nmidlelocked=0 stopwait=0 sysmonwait=0")
                .contains(
                        "  M1: p=-1 curg=-1 mallocing=0 throwing=0 preemptoff= locks=2 dying=0 spinning=false blocked=false"
                                + " lockedg=-1",
                        "  G3: status=1() m=-1 lockedm=-1");
    }

    @Test
    void a_p_in_a_system_call_has_its_state_until_1_25_and_runs_with_its_thread_from_1_26_on() {
        for (GoVersion version : GoVersion.values()) {
            Fixture one = new Fixture().version(version);
            Scheduler scheduler = one.procs(1);
            G[] g = new G[1];
            g[0] = one.go(one.script("caller").then(() -> {
                g[0].enterSyscall(1_000, false);
                return Execution.SYSCALL;
            }));
            one.run(10);
            boolean newer = version.atLeast(GoVersion.GO_1_26);
            String none = version.atLeast(GoVersion.GO_1_20) ? "nil" : "-1";
            assertThat(scheduler.schedDetail(0))
                    .contains("  P0: status=" + (newer ? 1 : 2) + " ", " m=" + (newer ? "0" : none) + " runqsize");
        }
    }
}
