package org.heapgoal.machine;

/** The costs of a machine profile: each declared once, with its key, unit and meaning. */
public enum Cost {
    ALLOC_OBJECT("allocObject", "ns/object", "a small allocation from a cached span, zeroing left out"),
    ALLOC_BYTE("allocByte", "ns/B", "zeroing and first touch in cache of an allocated byte"),
    REFILL("refill", "ns", "getting a swept span with free slots into a P's cache"),
    LARGE_ALLOC("largeAlloc", "ns", "a large allocation, zeroing left out"),
    SPAN_ALLOC("spanAlloc", "ns", "taking a span's pages from the page heap"),
    HEAP_GROW("heapGrow", "ns", "growing the heap by a reservation from the system"),
    PAGE_FAULT("pageFault", "ns/4KiB", "first touch of a page that is not resident"),
    MARK_BYTE("markByte", "ns/B", "scan work: a byte of a pointerful object up to its last pointer"),
    MARK_OBJECT("markObject", "ns/object", "finding and marking an object"),
    MARK_SPAN("markSpan", "ns/span", "Green Tea: queueing and taking a span; 0 with the classic mark"),
    MARK_DRAG(
            "markDrag",
            "ns/ns",
            "what a nanosecond of the program takes longer while a mark goes on: write barriers, shared caches"),
    MARK_SHARED(
            "markShared",
            "ns/ns",
            "what a nanosecond of marking takes longer while another marker is at work: shared caches, work handed over"),
    PROCS_SHARED(
            "procsShared",
            "ns/ns",
            "what a nanosecond of a program's own work takes longer with more than one P: shared caches, threads that wait"),
    STACK_SCAN_BYTE("stackScanByte", "ns/B", "scanning a byte of a goroutine stack"),
    STACK_SCAN_GOROUTINE("stackScanGoroutine", "ns/goroutine", "stopping a goroutine and walking its frames"),
    GLOBALS_BYTE("globalsByte", "ns/B", "scanning a byte of data or bss"),
    SPAN_ROOT("spanRoot", "ns", "one span-specials root job (512 pages)"),
    SWEEP_SPAN("sweepSpan", "ns/span", "sweeping a span"),
    SWEEP_FREE_SPAN("sweepFreeSpan", "ns/span", "giving an empty span's pages back, on top of sweeping it"),
    SWEEP_SHARED(
            "sweepShared",
            "ns/ns",
            "what a nanosecond of sweeping takes longer while another P sweeps, too: one list of spans, one lock of the heap"),
    SCAVENGE_CALL("scavengeCall", "ns", "one madvise call with the search for a candidate"),
    SCAVENGE_PAGE("scavengePage", "ns/4KiB", "releasing a resident page"),
    GOROUTINE_CREATE("goroutineCreate", "ns", "the go statement"),
    GOROUTINE_SWITCH("goroutineSwitch", "ns", "from one goroutine to the next on a P"),
    STACK_COPY_BYTE("stackCopyByte", "ns/B", "growing or shrinking a stack by copying"),
    THREAD_WAKE("threadWake", "ns", "from waking a parked thread until an idle core runs it"),
    THREAD_SWITCH("threadSwitch", "ns", "the system's switch between threads on a core"),
    OS_SLICE("osSlice", "ns", "how long a thread keeps a core when others wait for it"),
    TIMER_SLACK("timerSlack", "ns", "by how much the system lets the system monitor's short sleeps take longer"),
    GATHERING(
            "gathering",
            "share",
            "of the threads woken from another core than theirs, which is idle, those put on their waker's; 0: threads find idle cores"),
    OTHER_LOAD("otherLoad", "CPUs", "CPUs that other programs on the machine take"),
    PREEMPT_SIGNAL("preemptSignal", "ns", "from asking a running goroutine to stop until it does"),
    SYSCALL("syscall", "ns", "entering and leaving the system, without what it does there"),
    STOP_WORLD("stopWorld", "ns", "stopping the world, fixed part"),
    STOP_WORLD_P("stopWorldP", "ns/P", "stopping the world, for each P"),
    STOP_RUNNING(
            "stopRunning",
            "ns",
            "stopping the world, what it takes longer where it waits for another P: waking the thread that waits"),
    START_WORLD("startWorld", "ns", "starting the world, fixed part"),
    START_WORLD_P("startWorldP", "ns/P", "starting the world, for each P"),
    SWEEP_TERMINATION("sweepTermination", "ns", "work of the first pause of a cycle, stopping left out"),
    MARK_TERMINATION("markTermination", "ns", "work of the second pause of a cycle, stopping left out"),
    MARK_TERMINATION_P("markTerminationP", "ns/P", "work of the second pause for each P"),
    RAGGED_BARRIER_P("raggedBarrierP", "ns/P", "one P's part in the ragged barrier"),
    CACHE_FLUSH_P("cacheFlushP", "ns/P", "flushing a P's caches after a cycle or for MemStats"),
    READ_MEM_STATS("readMemStats", "ns", "work of ReadMemStats with the world stopped, flushes left out"),
    ASSIST("assist", "ns", "entering and leaving a mark assist"),
    TRACE_LINE("traceLine", "ns", "printing a trace line");

    private final String key;
    private final String unit;
    private final String meaning;

    Cost(String key, String unit, String meaning) {
        this.key = key;
        this.unit = unit;
        this.meaning = meaning;
    }

    /** The key in a profile's YAML. */
    public String key() {
        return key;
    }

    /** The unit of its value. */
    public String unit() {
        return unit;
    }

    /** What it is, without a full stop. */
    public String meaning() {
        return meaning;
    }
}
