//go:build go1.26

// This file is added to package runtime of Go 1.26 by the go command's
// overlay; GOROOT is only read. It calls the runtime's own functions and tells
// what they took, for the costs that no public interface shows.

package runtime

import (
	"internal/runtime/atomic"
	"unsafe"
)

// HeapgoalNanotime is the runtime's clock in nanoseconds.
func HeapgoalNanotime() int64 { return nanotime() }

// HeapgoalStopTheWorldMark makes the next cycles mark with the world stopped,
// so that nothing else runs while they do.
func HeapgoalStopTheWorldMark(on bool) {
	debug.gcstoptheworld = 0
	if on {
		debug.gcstoptheworld = 1
	}
}

// HeapgoalGCTrace switches the trace line of each cycle.
func HeapgoalGCTrace(on bool) {
	debug.gctrace = 0
	if on {
		debug.gctrace = 1
	}
}

// HeapgoalHoldSweeper keeps the parked background sweeper from being woken;
// false when it was not parked.
func HeapgoalHoldSweeper() bool {
	lock(&sweep.lock)
	parked := sweep.parked
	sweep.parked = false
	unlock(&sweep.lock)
	return parked
}

// HeapgoalReleaseSweeper undoes a HeapgoalHoldSweeper that returned true.
func HeapgoalReleaseSweeper() {
	lock(&sweep.lock)
	sweep.parked = true
	unlock(&sweep.lock)
}

// HeapgoalHoldScavenger keeps the parked background scavenger from being
// woken; false when it was not parked.
func HeapgoalHoldScavenger() bool {
	lock(&scavenger.lock)
	parked := scavenger.parked
	scavenger.parked = false
	unlock(&scavenger.lock)
	return parked
}

// HeapgoalMark runs a cycle to the end of its mark and sweeps nothing itself.
func HeapgoalMark() {
	n := work.cycles.Load()
	gcWaitOnMark(n)
	gcStart(gcTrigger{kind: gcTriggerCycle, n: n + 1})
	gcWaitOnMark(n + 1)
}

// HeapgoalSweep sweeps to the end and returns the number of spans it swept.
func HeapgoalSweep() (spans int) {
	for sweepone() != ^uintptr(0) {
		spans++
	}
	return
}

// HeapgoalCycle is what is known of the last cycle after it ended.
type HeapgoalCycle struct {
	HeapScanWork, StackScanWork, GlobalsScanWork int64
	BytesMarked, LastStackScan                   uint64
	FirstPause, SecondPause                      int64
	SpanRoots                                    int
	PagesInUse                                   uintptr
}

// HeapgoalLastCycle reads the last cycle.
func HeapgoalLastCycle() (c HeapgoalCycle) {
	c.HeapScanWork = gcController.heapScanWork.Load()
	c.StackScanWork = gcController.stackScanWork.Load()
	c.GlobalsScanWork = gcController.globalsScanWork.Load()
	c.BytesMarked = work.bytesMarked
	c.LastStackScan = gcController.lastStackScan.Load()
	c.FirstPause = work.tMark - work.tSweepTerm
	c.SecondPause = work.tEnd - work.tMarkTerm
	c.SpanRoots = work.nSpanRoots
	c.PagesInUse = mheap_.pagesInUse.Load()
	return
}

// heapgoalTaken holds spans between taking and giving back.
var heapgoalTaken [4096]*mspan

// HeapgoalSpans takes n spans of so many pages from the page heap and gives
// them back, and returns what each part took. All sweeping must be done.
func HeapgoalSpans(n int, pages uintptr) (alloc, free int64) {
	mp := acquirem()
	t0 := nanotime()
	for i := 0; i < n; i++ {
		heapgoalTaken[i] = mheap_.alloc(pages, makeSpanClass(0, true))
	}
	t1 := nanotime()
	for i := n - 1; i >= 0; i-- {
		s := heapgoalTaken[i]
		heapgoalTaken[i] = nil
		s.allocCount = 0
		mheap_.freeSpan(s)
	}
	t2 := nanotime()
	releasem(mp)
	return t1 - t0, t2 - t1
}

// HeapgoalGrow grows the heap by 4 MiB n times and returns what that took.
func HeapgoalGrow(n int) (elapsed int64) {
	systemstack(func() {
		lock(&mheap_.lock)
		t0 := nanotime()
		for i := 0; i < n; i++ {
			mheap_.grow(pallocChunkPages)
		}
		elapsed = nanotime() - t0
		unlock(&mheap_.lock)
	})
	return
}

// HeapgoalScavenge releases free pages as the background scavenger does, piece
// bytes for each call and n calls, and returns the time and what was released.
func HeapgoalScavenge(piece uintptr, n int) (elapsed int64, released uintptr) {
	mp := acquirem()
	t0 := nanotime()
	for i := 0; i < n; i++ {
		got := mheap_.pages.scavenge(piece, nil, true)
		if got == 0 {
			break
		}
		released += got
	}
	elapsed = nanotime() - t0
	releasem(mp)
	return
}

// HeapgoalStop stops and starts the world. stop and start are what each took,
// waited the part of stop between asking and having all Ps.
func HeapgoalStop() (stop, start, waited int64) {
	semacquire(&gcsema)
	t0 := nanotime()
	w := stopTheWorld(stwGOMAXPROCS)
	t1 := nanotime()
	startTheWorld(w)
	t2 := nanotime()
	semrelease(&gcsema)
	return t1 - t0, t2 - t1, w.finishedStopping - w.startedStopping
}

// HeapgoalForEachP runs an empty function on every P as the ragged barrier does.
func HeapgoalForEachP() int64 {
	semacquire(&worldsema)
	t0 := nanotime()
	forEachP(waitReasonGCMarkTermination, func(pp *p) {
		wbBufFlush1(pp)
		pp.gcw.dispose()
	})
	t1 := nanotime()
	semrelease(&worldsema)
	return t1 - t0
}

// HeapgoalFlush stops the world, flushes the caches of this P and, once they
// are empty, reads MemStats, and returns what the two took.
func HeapgoalFlush(stats *MemStats) (flush, read int64) {
	w := stopTheWorld(stwReadMemStats)
	systemstack(func() {
		id := int(getg().m.p.ptr().id)
		t0 := nanotime()
		flushmcache(id)
		t1 := nanotime()
		flush = t1 - t0
		flushallmcaches()
		t0 = nanotime()
		readmemstats_m(stats)
		read = nanotime() - t0
	})
	startTheWorld(w)
	return
}

// HeapgoalAssist enters and leaves a mark assist that finds itself asked to
// stop, and so does no work, n times in a cycle that it starts; it finishes
// the cycle. The caller must keep a heap alive that is large enough not to be
// marked meanwhile.
func HeapgoalAssist(n int) (elapsed int64) {
	c := work.cycles.Load()
	gcWaitOnMark(c)
	gcStart(gcTrigger{kind: gcTriggerCycle, n: c + 1})
	gp := getg()
	mp := acquirem()
	t0 := nanotime()
	for i := 0; i < n && atomic.Load(&gcBlackenEnabled) != 0; i++ {
		systemstack(func() {
			asked := gp.preempt
			gp.preempt = true
			gcAssistAlloc1(gp, gcOverAssistWork)
			gp.preempt = asked
		})
	}
	elapsed = nanotime() - t0
	releasem(mp)
	if gp.param != nil {
		gp.param = nil
		gcMarkDone()
	}
	gcWaitOnMark(c + 1)
	return
}

// HeapgoalSuspend stops the goroutine g, which must be running without calls,
// and lets it go on; it returns how long stopping took.
func HeapgoalSuspend(g unsafe.Pointer) (elapsed int64) {
	gp := getg()
	systemstack(func() {
		casGToWaitingForSuspendG(gp, _Grunning, waitReasonGCMarkTermination)
		t0 := nanotime()
		state := suspendG((*heapgoalG)(g))
		elapsed = nanotime() - t0
		resumeG(state)
		casgstatus(gp, _Gwaiting, _Grunning)
	})
	return
}

type heapgoalG = g // the parameter hides the type

// HeapgoalSelf is the calling goroutine.
func HeapgoalSelf() unsafe.Pointer { return unsafe.Pointer(getg()) }
