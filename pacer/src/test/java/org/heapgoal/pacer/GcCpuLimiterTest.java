package org.heapgoal.pacer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GcCpuLimiterTest {
    private static final long MS = 1_000_000;
    private static final long S = 1_000_000_000;

    private final List<LimiterEvent> events = new ArrayList<>(List.of(new LimiterEvent(), new LimiterEvent()));

    /**
     * The steps of the runtime's own limiter test, twice on one limiter, with the numbers worked here. 14 Ps; background
     * marking counts as a quarter of the time while marking.
     */
    @Test
    void theBucketFillsWithGcTimeAndEmptiesWithMutatorTime() {
        GcCpuLimiter limiter = new GcCpuLimiter(7, 14);
        long now = 7;
        long overflow = 0;
        for (int round = 0; round < 2; round++) {
            for (long step : new long[] {10 * MS, S, 3600 * S}) {
                now += step;
                limiter.update(now);
                assertThat(limiter.fill()).isZero();
            }
            assertThat(limiter.needUpdate(now + 5 * MS)).isFalse();
            assertThat(limiter.needUpdate(now + 10 * MS)).isFalse();
            assertThat(limiter.needUpdate(now + 15 * MS)).isTrue();

            // 109 ms of mutator time change nothing; the 2.001 ms stop counts for all Ps.
            now += 109 * MS;
            limiter.startGCTransition(true, now);
            now += 2_001_000;
            limiter.finishGCTransition(now);
            assertThat(limiter.fill()).isEqualTo(2_001_000 * 14);

            // At 25 % GC, 75 % mutator, a nanosecond takes out 14 · 0.5: 4001998 of them leave 14.
            now += (2_001_000 * 14 - 14) / 7;
            limiter.update(now);
            assertThat(limiter.fill()).isEqualTo(14);
            now += 2;
            limiter.update(now);
            assertThat(limiter.fill()).isZero();

            // Another quarter of assists makes it half and half.
            now += MS;
            limiter.addAssistTime(14 * MS / 4);
            limiter.update(now);
            assertThat(limiter.fill()).isZero();

            // Three quarters of assists: all of it is GC.
            now += MS;
            limiter.addAssistTime(14 * MS * 3 / 4);
            limiter.update(now);
            assertThat(limiter.fill()).isEqualTo(14 * MS);
            assertThat(limiter.limiting()).isFalse();

            // 999 ms more fill it exactly.
            now += 999 * MS;
            limiter.addAssistTime(14 * 999 * MS * 3 / 4);
            limiter.update(now);
            assertThat(limiter.fill()).isEqualTo(14 * S);
            assertThat(limiter.limiting()).isTrue();
            assertThat(limiter.overflow()).isEqualTo(overflow);

            // Half and half keeps a full bucket full.
            now += MS;
            limiter.addAssistTime(14 * MS / 4);
            limiter.update(now);
            assertThat(limiter.limiting()).isTrue();

            // A second at 25 % takes out half.
            now += S;
            limiter.update(now);
            assertThat(limiter.fill()).isEqualTo(7 * S);
            assertThat(limiter.limiting()).isFalse();

            // A second of nothing but GC: half of it does not fit.
            now += S;
            limiter.addAssistTime(14 * S * 3 / 4);
            limiter.update(now);
            overflow += 7 * S;
            assertThat(limiter.fill()).isEqualTo(14 * S);
            assertThat(limiter.limiting()).isTrue();
            assertThat(limiter.overflow()).isEqualTo(overflow);

            // 1 ms of GC and a stop of 5 ms find no room at all.
            now += MS;
            limiter.addAssistTime(14 * MS * 3 / 4);
            limiter.startGCTransition(false, now);
            now += 5 * MS;
            limiter.finishGCTransition(now);
            overflow += 6 * MS * 14;
            assertThat(limiter.overflow()).isEqualTo(overflow);
            assertThat(limiter.limiting()).isTrue();

            limiter.resetCapacity(now, 24);
            assertThat(limiter.limiting()).isFalse();
            assertThat(limiter.fill()).isEqualTo(14 * S);
            assertThat(limiter.capacity()).isEqualTo(24 * S);
            limiter.resetCapacity(now, 4);
            assertThat(limiter.limiting()).isTrue();
            assertThat(limiter.fill()).isEqualTo(4 * S);
            limiter.resetCapacity(now, 14);
            assertThat(limiter.limiting()).isFalse();
            assertThat(limiter.overflow()).isEqualTo(overflow);
            now += S;
            limiter.update(now);
        }
    }

    @Test
    void idleTimeIsNoMutatorTimeButTheBackgroundShareIsOneOfRealTime() {
        GcCpuLimiter limiter = new GcCpuLimiter(0, 4);
        limiter.startGCTransition(true, 0);
        limiter.finishGCTransition(0);
        limiter.addIdleTime(2 * S);
        limiter.update(S);
        // 4 cpu-s, of which 2 idle and 4 · 0.25 = 1 GC; 1 mutator: no change.
        assertThat(limiter.fill()).isZero();
        limiter.addIdleTime(3 * S);
        limiter.update(2 * S);
        assertThat(limiter.fill()).isEqualTo(S);
    }

    @Test
    void timesBeforeTheLastUpdateAreDropped() {
        GcCpuLimiter limiter = new GcCpuLimiter(100, 1);
        limiter.addAssistTime(50);
        limiter.update(99);
        assertThat(limiter.fill()).isZero();
        assertThat(limiter.lastUpdate()).isEqualTo(100);
        // A stop that ends before the last update counts nothing, but the clock is set back to its end.
        limiter.startGCTransition(true, 200);
        limiter.finishGCTransition(150);
        assertThat(limiter.lastUpdate()).isEqualTo(150);
    }

    @Test
    void aBucketLeftExactlyFullByResizingIsNotSwitchedOnUntilItHasDrained() {
        GcCpuLimiter limiter = new GcCpuLimiter(0, 1);
        limiter.addAssistTime(S);
        limiter.update(S);
        assertThat(limiter.limiting()).isTrue();
        limiter.resetCapacity(S, 2);
        assertThat(limiter.limiting()).isFalse();
        limiter.resetCapacity(S, 1);
        assertThat(limiter.fill()).isEqualTo(limiter.capacity());
        assertThat(limiter.limiting()).isFalse();
        limiter.addAssistTime(2 * S);
        limiter.update(2 * S);
        assertThat(limiter.limiting()).isFalse();
        // Drained a little, then filled again.
        limiter.update(2 * S + 1000);
        limiter.addAssistTime(2000);
        limiter.update(2 * S + 3000);
        assertThat(limiter.limiting()).isTrue();
    }

    @Test
    void theCycleThatSwitchesTheLimiterOnIsRemembered() {
        GcCpuLimiter limiter = new GcCpuLimiter(0, 2);
        assertThat(limiter.lastEnabledCycle()).isZero();
        limiter.setNumGC(41);
        limiter.addAssistTime(2 * S);
        limiter.update(S);
        assertThat(limiter.lastEnabledCycle()).isEqualTo(42);
        limiter.setNumGC(50);
        limiter.addAssistTime(2 * S);
        limiter.update(2 * S);
        assertThat(limiter.lastEnabledCycle()).isEqualTo(42);
        limiter.resetCapacity(2 * S, 1);
        assertThat(limiter.lastEnabledCycle()).isEqualTo(51);
    }

    @Test
    void transitionsInTheWrongOrderAreFatal() {
        GcCpuLimiter limiter = new GcCpuLimiter(0, 1);
        assertThatThrownBy(() -> limiter.finishGCTransition(5)).hasMessageContaining("without starting one");
        assertThatThrownBy(() -> limiter.startGCTransition(false, 5)).hasMessageContaining("same state as before");
        limiter.startGCTransition(true, 5);
        assertThatThrownBy(() -> limiter.startGCTransition(false, 6)).hasMessageContaining("failed to acquire lock");
        assertThatThrownBy(() -> limiter.resetCapacity(6, 2)).hasMessageContaining("failed to acquire lock");
        // An update in between is dropped.
        limiter.addAssistTime(1);
        limiter.update(7);
        assertThat(limiter.lastUpdate()).isEqualTo(5);
    }

    @Test
    void openActivitiesAreChargedAtEachUpdateAndGoOn() {
        GcCpuLimiter limiter = new GcCpuLimiter(0, 2, events);
        assertThat(events.get(0).start(LimiterEventKind.MARK_ASSIST, 100)).isTrue();
        assertThat(events.get(1).start(LimiterEventKind.IDLE, 300)).isTrue();
        limiter.update(1000);
        // 2000 cpu-ns: 900 assist, 700 idle, so 400 mutator.
        assertThat(limiter.fill()).isEqualTo(500);
        assertThat(limiter.schedIdleTime()).isEqualTo(700);
        events.get(0).stop(LimiterEventKind.MARK_ASSIST, 1500, limiter);
        events.get(1).stop(LimiterEventKind.IDLE, 1600, limiter);
        assertThat(limiter.takeSchedIdleTime()).isEqualTo(1300);
        assertThat(limiter.schedIdleTime()).isZero();
        limiter.update(2000);
        // 2000 cpu-ns: 500 assist, 600 idle, 900 mutator.
        assertThat(limiter.fill()).isEqualTo(100);
        assertThat(events.get(0).kind()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IDLE_MARK_WORK", "IDLE"})
    void idleMarkingCountsAsIdleButOnlyIdlePsAreSchedulersIdleTime(LimiterEventKind kind) {
        GcCpuLimiter limiter = new GcCpuLimiter(0, 1, events);
        limiter.startGCTransition(true, 0);
        limiter.finishGCTransition(0);
        events.get(0).start(kind, 0);
        limiter.update(1000);
        // 1000 cpu-ns, 250 GC, 1000 idle: −250 mutator, so 500 go in.
        assertThat(limiter.fill()).isEqualTo(500);
        assertThat(limiter.schedIdleTime()).isEqualTo(kind == LimiterEventKind.IDLE ? 1000 : 0);
    }

    @Test
    void anActivityInsideAnotherIsNotTracked() {
        GcCpuLimiter limiter = new GcCpuLimiter(0, 1);
        LimiterEvent event = new LimiterEvent();
        assertThat(event.start(LimiterEventKind.SCAVENGE_ASSIST, 10)).isTrue();
        assertThat(event.start(LimiterEventKind.MARK_ASSIST, 20)).isFalse();
        assertThat(event.kind()).isEqualTo(LimiterEventKind.SCAVENGE_ASSIST);
        assertThatThrownBy(() -> event.stop(LimiterEventKind.MARK_ASSIST, 30, limiter))
                .hasMessage("limiterEvent.stop: want=MARK_ASSIST got=SCAVENGE_ASSIST");
        event.stop(LimiterEventKind.SCAVENGE_ASSIST, 40, limiter);
        assertThatThrownBy(() -> event.stop(LimiterEventKind.SCAVENGE_ASSIST, 50, limiter))
                .hasMessage("limiterEvent.stop: want=SCAVENGE_ASSIST got=null");
        limiter.update(40);
        // 40 cpu-ns of which 30 assist.
        assertThat(limiter.fill()).isEqualTo(20);
    }

    @Test
    void aStaleClockReadingTakesNoTimeAndLeavesTheActivityAlone() {
        GcCpuLimiter limiter = new GcCpuLimiter(400, 1, events);
        events.get(0).start(LimiterEventKind.MARK_ASSIST, 500);
        limiter.update(450);
        limiter.update(500);
        limiter.update(600);
        assertThat(limiter.fill()).isEqualTo(100);
        // Stopped by a reading older than the last update: its time so far is all it gets.
        events.get(0).stop(LimiterEventKind.MARK_ASSIST, 550, limiter);
        limiter.update(600);
        assertThat(limiter.fill()).isEqualTo(100);
    }

    /**
     * 2 Ps hold 2 CPU seconds. With all of the time going to assists the bucket is full after 1 s; the next update that
     * takes something out switches it off. In between lie 3 s.
     */
    @Test
    void theTimeForWhichItIsOnAddsUp() {
        GcCpuLimiter limiter = new GcCpuLimiter(0, 2);
        limiter.addAssistTime(2 * S);
        limiter.update(S);
        assertThat(limiter.limiting()).isTrue();
        assertThat(limiter.enabledNanos(2 * S)).isEqualTo(S);
        limiter.addAssistTime(4 * S);
        limiter.update(3 * S);
        assertThat(limiter.limiting()).isTrue();
        limiter.update(4 * S);
        assertThat(limiter.limiting()).isFalse();
        assertThat(limiter.enabledNanos(9 * S)).isEqualTo(3 * S);
    }
}
