package org.heapgoal.pacer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.heapgoal.pacer.ControlModel.unsigned;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.TriggerBound;

/** What holds of the controller after any operation, whatever GOGC, limit and work it is given. */
class GcControllerProperties {
    private static final long MIB = 1L << 20;

    /** What may happen to a controller. */
    private enum Kind {
        ALLOCATE,
        MEMORY,
        START_OR_END_CYCLE,
        REVISE,
        SET_GC_PERCENT,
        SET_MEMORY_LIMIT,
        COMMIT,
        IDLE_WORKER,
        STOP_IDLE_WORKER
    }

    /** One operation; what the numbers mean depends on its kind. */
    private record Op(Kind kind, long large, long small, int count, int percent) {}

    @Provide
    Arbitrary<List<Op>> operations() {
        Arbitrary<Long> large = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(0L, 1L, MIB, Long.MAX_VALUE)),
                Tuple.of(3, Arbitraries.longs().between(0, 8 * MIB)),
                Tuple.of(3, Arbitraries.longs().between(0, 2048 * MIB)));
        Arbitrary<Long> small = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(0L)),
                Tuple.of(3, Arbitraries.longs().between(0, 64_000)),
                Tuple.of(2, Arbitraries.longs().between(0, 64 * MIB)));
        Arbitrary<Integer> percent = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of(-1, 0, 1, 100, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE)),
                Tuple.of(2, Arbitraries.integers().between(1, 1000)));
        Arbitrary<Kind> kinds = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(Kind.class)), Tuple.of(1, Arbitraries.of(Kind.START_OR_END_CYCLE)));
        return Combinators.combine(kinds, large, small, Arbitraries.integers().between(1, 20), percent)
                .as(Op::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property(tries = 500)
    void goalTriggerAndEstimatesKeepTheirBounds(@ForAll("operations") List<Op> operations) {
        Run run = new Run();
        for (Op op : operations) {
            run.apply(op);
            run.verify();
        }
    }

    /** A controller with what must be known beside it to check it. */
    private static final class Run {
        private final GcController controller = new GcController(GoVersion.GO_1_25, 100, Long.MAX_VALUE, 65536);
        private final Deque<Double> measurements = new ArrayDeque<>(List.of(0.0, 0.0, 0.0, 0.0, 0.0));
        private boolean marking;
        private boolean revised;
        private BigInteger unwrappedGoal = BigInteger.ZERO;

        Run() {
            noteCommit();
        }

        void apply(Op op) {
            revised = false;
            switch (op.kind()) {
                case ALLOCATE -> {
                    controller.update(bounded(op.large()), op.small(), marking);
                    revised = marking;
                }
                case MEMORY ->
                    controller
                            .memory()
                            .set(
                                    op.small(),
                                    op.small() + bounded(op.large()) + op.count() * MIB,
                                    bounded(op.large()),
                                    0);
                case START_OR_END_CYCLE -> {
                    if (marking) {
                        end(op);
                    } else {
                        start(op);
                    }
                }
                case REVISE -> {
                    controller.work().addHeapScanWork(bounded(op.large()));
                    controller.work().addStackScanWork(op.small());
                    controller.revise();
                    revised = true;
                }
                case SET_GC_PERCENT -> {
                    controller.setGCPercent(op.percent());
                    commit(false);
                }
                case SET_MEMORY_LIMIT -> {
                    controller.setMemoryLimit(op.large());
                    commit(false);
                }
                case COMMIT -> commit(op.count() % 2 == 0);
                case IDLE_WORKER -> {
                    if (controller.workers().idle().add()) {
                        assertThat(controller.workers().idle().running())
                                .isLessThanOrEqualTo(controller.maxIdleMarkWorkers());
                    }
                }
                case STOP_IDLE_WORKER -> {
                    if (controller.workers().idle().running() > 0) {
                        controller.workers().stop(MarkWorkerMode.IDLE, op.small());
                    }
                }
            }
        }

        /** Sizes stay below 2^45, so that only GOGC's product can wrap. */
        private static long bounded(long size) {
            return Math.min(size, 1L << 40);
        }

        private void start(Op op) {
            marking = true;
            controller.setMaxStackScan(op.small());
            controller.startCycle(0, op.count(), op.percent() < 0 ? CycleCause.PERIODIC : CycleCause.HEAP);
            revised = true;
        }

        private void end(Op op) {
            marking = false;
            // Some cycles allocate nothing here, and those that did not before measure nothing.
            controller.addHeapLive(op.count() % 3 == 0 ? 0 : op.small() + 1);
            // A cycle without any work measures infinity, which hides all others for five cycles, so few do none.
            controller.work().addGlobalsScanWork(op.percent() == 0 ? 0 : op.count() * 10_000L);
            // Assist time up to 64 · 2^20 ns against 10 ms · P: utilization reaches beyond 1 and hits it.
            controller.time().addAssistNanos(op.small());
            CycleEnd end = controller.endCycle(op.percent() == 0 ? 0 : 10_000_000, op.count());
            if (end.consMarkMeasured()) {
                measurements.removeFirst();
                measurements.addLast(end.measuredConsMark());
            }
            controller.resetLive(bounded(op.large()));
            commit(false);
        }

        private void commit(boolean sweepDone) {
            controller.commit(sweepDone);
            noteCommit();
        }

        private void noteCommit() {
            BigInteger marked = unsigned(controller.heapMarked());
            unwrappedGoal = marked.add(marked.add(unsigned(controller.lastStackScan()))
                    .add(unsigned(controller.globalsScan()))
                    .multiply(BigInteger.valueOf(controller.gcPercent()))
                    .divide(BigInteger.valueOf(100)));
        }

        void verify() {
            verifyGoal();
            verifyTrigger();
            verifyEstimates();
            assertThat(controller.workers().idle().running()).isNotNegative();
            assertThat(controller.triggered() == GcController.UNSET).isEqualTo(!marking);
        }

        private void verifyGoal() {
            HeapGoal goal = controller.explainHeapGoal();
            assertThat(goal.bytes()).isEqualTo(controller.heapGoal());
            BigInteger number = switch (goal.rule()) {
                case GOGC, MINIMUM_HEAP -> unsigned(controller.gcPercentHeapGoal());
                case MEMORY_LIMIT, UNLIMITED, CLAMPED_TO_LIVE_HEAP -> unsigned(controller.memoryLimitHeapGoal());
                case SWEEP_DISTANCE -> unsigned(controller.sweepDistMinTrigger());
                case TRIGGER_RUNWAY -> unsigned(controller.triggered() + 65536);
                case NOT_KNOWN -> throw new AssertionError("the controller always knows what set its goal");
            };
            assertThat(unsigned(goal.bytes())).as("%s", goal).isEqualTo(number);
            // GOGC's product wraps beyond 2^64 and can then give a goal below the live heap.
            if (unwrappedGoal.bitLength() <= 64) {
                assertThat(unsigned(goal.bytes())).isGreaterThanOrEqualTo(unsigned(controller.heapMarked()));
            }
        }

        private void verifyTrigger() {
            Trigger trigger = controller.explainTrigger();
            BigInteger goal = unsigned(trigger.goal().bytes());
            BigInteger marked = unsigned(controller.heapMarked());
            BigInteger bytes = unsigned(trigger.bytes());
            assertThat(trigger.bytes()).isEqualTo(controller.trigger());
            assertThat(bytes).isLessThanOrEqualTo(goal);
            if (marked.compareTo(goal) >= 0) {
                assertThat(bytes).isEqualTo(goal);
                assertThat(trigger.bound()).isEqualTo(TriggerBound.GOAL);
                return;
            }
            assertThat(bytes).isGreaterThanOrEqualTo(marked);
            if (trigger.bound() != TriggerBound.SWEEP_DISTANCE) {
                assertThat(goal.subtract(bytes)).isGreaterThanOrEqualTo(ControlModel.leastDistance(goal, marked));
            }
        }

        private void verifyEstimates() {
            assertThat(controller.consMark())
                    .isEqualTo(measurements.stream().max(Double::compare).orElseThrow());
            if (marking && revised) {
                assertThat(controller.assistWorkPerByte()).isPositive().isFinite();
                assertThat(controller.assistWorkPerByte() * controller.assistBytesPerWork())
                        .isBetween(1 - 1e-15, 1 + 1e-15);
            }
        }
    }
}
