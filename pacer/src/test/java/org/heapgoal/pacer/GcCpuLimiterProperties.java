package org.heapgoal.pacer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The limiter against a plain bucket of unbounded integers, under any sequence of operations, also with time running back. */
class GcCpuLimiterProperties {
    private static final long S = 1_000_000_000;

    private enum Kind {
        UPDATE,
        ASSIST,
        IDLE,
        TRANSITION,
        RESIZE
    }

    private record Op(Kind kind, long step, long nanos, int procs) {}

    @Provide
    Arbitrary<List<Op>> operations() {
        Arbitrary<Long> steps = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.longs().between(-2 * S, 0)),
                Tuple.of(2, Arbitraries.longs().between(0, 20_000_000)),
                Tuple.of(2, Arbitraries.longs().between(0, 3 * S)));
        Arbitrary<Long> nanos = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(0L, S, 2 * S, 4 * S)),
                Tuple.of(2, Arbitraries.longs().between(0, 20_000_000)),
                Tuple.of(2, Arbitraries.longs().between(0, 30 * S)));
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        steps,
                        nanos,
                        Arbitraries.integers().between(1, 4))
                .as(Op::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property(tries = 500)
    void fillOverflowAndSwitchAreThoseOfAPlainBucket(@ForAll("operations") List<Op> operations) {
        GcCpuLimiter limiter = new GcCpuLimiter(0, 2);
        Bucket bucket = new Bucket(2);
        long now = 0;
        boolean gcEnabled = false;
        for (Op op : operations) {
            now = Math.max(0, now + op.step());
            long overflowBefore = limiter.overflow();
            switch (op.kind()) {
                case UPDATE -> {
                    limiter.update(now);
                    bucket.update(now, gcEnabled);
                }
                case ASSIST -> {
                    limiter.addAssistTime(op.nanos());
                    bucket.assist += op.nanos();
                }
                case IDLE -> {
                    limiter.addIdleTime(op.nanos());
                    bucket.idle += op.nanos();
                }
                case TRANSITION -> {
                    limiter.startGCTransition(!gcEnabled, now);
                    bucket.update(now, gcEnabled);
                    gcEnabled = !gcEnabled;
                    limiter.finishGCTransition(now + op.step());
                    bucket.stop(now + op.step());
                }
                case RESIZE -> {
                    limiter.resetCapacity(now, op.procs());
                    bucket.update(now, gcEnabled);
                    bucket.resize(op.procs());
                }
            }
            assertThat(limiter.fill()).isEqualTo(bucket.fill.longValueExact());
            assertThat(limiter.capacity()).isEqualTo(bucket.capacity.longValueExact());
            assertThat(limiter.overflow()).isEqualTo(bucket.overflow.longValueExact());
            assertThat(limiter.limiting()).isEqualTo(bucket.on);
            assertThat(limiter.fill()).isBetween(0L, limiter.capacity());
            assertThat(limiter.overflow()).isGreaterThanOrEqualTo(overflowBefore);
            if (limiter.limiting()) {
                assertThat(limiter.fill()).isEqualTo(limiter.capacity());
            }
        }
    }

    /** Charging open activities early or late moves no time: two limiters see the same in the end. */
    @Property(tries = 300)
    void howOftenAnOpenActivityIsChargedDoesNotChangeItsTime(@ForAll("operations") List<Op> operations) {
        LimiterEvent event = new LimiterEvent();
        GcCpuLimiter often = new GcCpuLimiter(0, 1, List.of(event));
        long now = 0;
        event.start(LimiterEventKind.IDLE, 0);
        for (Op op : operations) {
            now += Math.abs(op.step());
            if (op.kind() == Kind.UPDATE) {
                often.update(now);
            }
        }
        event.stop(LimiterEventKind.IDLE, now, often);
        assertThat(often.schedIdleTime()).isEqualTo(now);
    }

    /** A bucket that is asked what it would hold without rims, and cut at them. */
    private static final class Bucket {
        private BigInteger fill = BigInteger.ZERO;
        private BigInteger capacity;
        private BigInteger overflow = BigInteger.ZERO;
        private boolean on;
        private int procs;
        private long last;
        private long assist;
        private long idle;

        Bucket(int procs) {
            this.procs = procs;
            capacity = BigInteger.valueOf(procs * S);
        }

        void update(long now, boolean gcEnabled) {
            if (now < last) {
                return;
            }
            long window = (now - last) * procs;
            // A quarter of the window, rounded down: what the runtime's floating point gives below 2^53.
            long gc = assist + (gcEnabled ? window / 4 : 0);
            pour(BigInteger.valueOf(gc), BigInteger.valueOf(window - idle - gc));
            last = now;
            assist = 0;
            idle = 0;
        }

        void stop(long now) {
            if (now >= last) {
                pour(BigInteger.valueOf((now - last) * procs), BigInteger.ZERO);
            }
            last = now;
        }

        void resize(int newProcs) {
            procs = newProcs;
            capacity = BigInteger.valueOf(procs * S);
            if (fill.compareTo(capacity) < 0) {
                on = false;
            } else if (fill.compareTo(capacity) > 0) {
                fill = capacity;
                on = true;
            }
        }

        private void pour(BigInteger gc, BigInteger mutator) {
            boolean wasFull = fill.equals(capacity);
            BigInteger change = gc.subtract(mutator);
            BigInteger level = fill.add(change);
            fill = level.max(BigInteger.ZERO).min(capacity);
            if (change.signum() > 0 && level.compareTo(capacity) >= 0) {
                overflow = overflow.add(level.subtract(capacity));
                on |= !wasFull;
            } else if (change.signum() != 0 && wasFull) {
                on = false;
            }
        }
    }
}
