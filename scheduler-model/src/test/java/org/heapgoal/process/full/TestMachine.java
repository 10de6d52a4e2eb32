package org.heapgoal.process.full;

import java.util.EnumMap;
import java.util.Map;
import org.heapgoal.machine.Cost;
import org.heapgoal.machine.MachineProfile;

/** A machine profile for tests: round numbers of the right order of magnitude for a server of today. */
final class TestMachine {
    private TestMachine() {}

    static MachineProfile profile() {
        Map<Cost, MachineProfile.Entry> entries = new EnumMap<>(Cost.class);
        for (Cost cost : Cost.values()) {
            entries.put(cost, new MachineProfile.Entry(nanos(cost), 0, "round number"));
        }
        return new MachineProfile("test", "Round numbers.", false, entries);
    }

    private static double nanos(Cost cost) {
        return switch (cost) {
            case ALLOC_OBJECT -> 15;
            case ALLOC_BYTE -> 0.05;
            case REFILL -> 200;
            case LARGE_ALLOC -> 500;
            case SPAN_ALLOC -> 300;
            case HEAP_GROW -> 5_000;
            case PAGE_FAULT -> 250;
            case MARK_BYTE -> 0.5;
            case MARK_OBJECT -> 10;
            case MARK_SPAN, MARK_DRAG, MARK_SHARED, PROCS_SHARED, OTHER_LOAD, GATHERING, STOP_RUNNING -> 0;
            case TIMER_SLACK -> 50_000;
            case STACK_SCAN_BYTE -> 1;
            case STACK_SCAN_GOROUTINE -> 500;
            case GLOBALS_BYTE -> 0.3;
            case SPAN_ROOT -> 500;
            case SWEEP_SPAN -> 100;
            case SWEEP_FREE_SPAN -> 150;
            case SWEEP_SHARED -> 2;
            case SCAVENGE_CALL -> 2_000;
            case SCAVENGE_PAGE -> 100;
            case GOROUTINE_CREATE -> 300;
            case GOROUTINE_SWITCH -> 150;
            case STACK_COPY_BYTE -> 0.5;
            case THREAD_WAKE -> 5_000;
            case THREAD_SWITCH -> 2_000;
            case OS_SLICE -> 3_000_000;
            case PREEMPT_SIGNAL -> 3_000;
            case SYSCALL -> 200;
            case STOP_WORLD -> 2_000;
            case STOP_WORLD_P -> 300;
            case START_WORLD -> 1_000;
            case START_WORLD_P -> 200;
            case SWEEP_TERMINATION -> 10_000;
            case MARK_TERMINATION -> 15_000;
            case MARK_TERMINATION_P -> 500;
            case RAGGED_BARRIER_P -> 1_000;
            case CACHE_FLUSH_P -> 1_000;
            case READ_MEM_STATS -> 10_000;
            case ASSIST -> 200;
            case TRACE_LINE -> 5_000;
        };
    }
}
