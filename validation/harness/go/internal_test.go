// Package runtime, test build only: the few handles our printer needs that
// the runtime's own test exports do not give. This file is added to the
// package by the go command's overlay; GOROOT is never written.

package runtime

// HeapgoalPacer is everything the printer records about a pacer after an
// operation, named after the runtime's own fields.
type HeapgoalPacer struct {
	GCPercentHeapGoal, MemoryLimitHeapGoal, HeapGoal, Trigger uint64
	HeapLive, HeapScan, HeapMarked, Triggered, Runway         uint64
	HeapMinimum, LastHeapScan, LastStackScan                  uint64
	SweepDistMinTrigger                                       uint64
	AssistWorkPerByte, AssistBytesPerWork                     float64
	ConsMark, FractionalUtilizationGoal                       float64
	DedicatedMarkWorkersNeeded                                int64
	IdleMarkWorkers, MaxIdleMarkWorkers                       int32
}

// HeapgoalState reads the state of a test pacer.
func (c *GCController) HeapgoalState() HeapgoalPacer {
	trigger, _ := c.trigger()
	idle := c.idleMarkWorkers.Load()
	return HeapgoalPacer{
		GCPercentHeapGoal:          c.gcPercentHeapGoal.Load(),
		MemoryLimitHeapGoal:        c.memoryLimitHeapGoal(),
		HeapGoal:                   c.heapGoal(),
		Trigger:                    trigger,
		HeapLive:                   c.heapLive.Load(),
		HeapScan:                   c.heapScan.Load(),
		HeapMarked:                 c.heapMarked,
		Triggered:                  c.triggered,
		Runway:                     c.runway.Load(),
		HeapMinimum:                c.heapMinimum,
		LastHeapScan:               c.lastHeapScan,
		LastStackScan:              c.lastStackScan.Load(),
		SweepDistMinTrigger:        c.sweepDistMinTrigger.Load(),
		AssistWorkPerByte:          c.assistWorkPerByte.Load(),
		AssistBytesPerWork:         c.assistBytesPerWork.Load(),
		ConsMark:                   c.consMark,
		FractionalUtilizationGoal:  c.fractionalUtilizationGoal,
		DedicatedMarkWorkersNeeded: c.dedicatedMarkWorkersNeeded.Load(),
		IdleMarkWorkers:            int32(uint32(idle)),
		MaxIdleMarkWorkers:         int32(idle >> 32),
	}
}

// HeapgoalAllocate adds to heapLive and heapScan without revising.
func (c *GCController) HeapgoalAllocate(live, scan int64) {
	c.heapLive.Add(live)
	c.heapScan.Add(scan)
}

// HeapgoalMemory sets the inputs of the memory-limit goal. The caller must
// keep heapFree + totalAlloc - totalFree <= mappedReady, or the runtime
// spins waiting for a consistent view.
func (c *GCController) HeapgoalMemory(heapFree, mappedReady, totalAlloc, totalFree uint64) {
	c.heapFree = sysMemStat(heapFree)
	c.mappedReady.Store(mappedReady)
	c.totalAlloc.Store(totalAlloc)
	c.totalFree.Store(totalFree)
}

// HeapgoalCommit recomputes goals and runway.
func (c *GCController) HeapgoalCommit(sweepDone bool) { c.commit(sweepDone) }

// HeapgoalStartCycle starts a cycle at the current heapLive and time 0.
func (c *GCController) HeapgoalStartCycle(maxStackScan, globalsScan uint64, procs int, periodic bool) {
	c.maxStackScan.Store(maxStackScan)
	c.globalsScan.Store(globalsScan)
	kind := gcTriggerHeap
	if periodic {
		kind = gcTriggerTime
	}
	c.startCycle(0, procs, gcTrigger{kind: kind})
}

// HeapgoalSetGCPercent sets GOGC, commits as during a sweep, and revises if asked.
func (c *GCController) HeapgoalSetGCPercent(percent int32, revise bool) {
	c.setGCPercent(percent)
	c.commit(false)
	if revise {
		c.revise()
	}
}

// HeapgoalSetMemoryLimit sets the limit and commits as during a sweep.
func (c *GCController) HeapgoalSetMemoryLimit(limit int64) {
	c.setMemoryLimit(limit)
	c.commit(false)
}

// HeapgoalEndCycle ends the cycle at time elapsed. The runtime writes
// lastHeapGoal of the process's own controller even for a test copy, so that
// field is put back.
func (c *GCController) HeapgoalEndCycle(bytesMarked uint64, assistTime, idleMarkTime, elapsed int64, procs int) {
	saved := gcController.lastHeapGoal
	c.assistTime.Store(assistTime)
	c.idleMarkTime.Store(idleMarkTime)
	heapgoalEndCycle(&c.gcControllerState, elapsed, procs)
	c.resetLive(bytesMarked)
	c.commit(false)
	gcController.lastHeapGoal = saved
}

// HeapgoalSetHugePageSize sets the huge-page size the scavenger believes in
// and returns the previous one.
func HeapgoalSetHugePageSize(size uintptr) uintptr {
	old := physHugePageSize
	physHugePageSize = size
	return old
}

// HeapgoalFindCandidate runs the scavenger's candidate search on one chunk.
func HeapgoalFindCandidate(alloc, scavenged [pallocChunkPages / 64]uint64, searchIdx uint, min, max uintptr) (uint, uint) {
	var d pallocData
	for i := range alloc {
		d.pallocBits[i] = alloc[i]
		d.scavenged[i] = scavenged[i]
	}
	return d.findScavengeCandidate(searchIdx, min, max)
}

// HeapgoalChunkBits returns the bitmaps of one chunk.
func HeapgoalChunkBits(p *PageAlloc, ci ChunkIdx) (alloc, scavenged [pallocChunkPages / 64]uint64) {
	d := (*pageAlloc)(p).chunkOf(chunkIdx(ci))
	for i := range alloc {
		alloc[i] = d.pallocBits[i]
		scavenged[i] = d.scavenged[i]
	}
	return
}

// HeapgoalSweep is the part of the process's state that sweep pacing reads
// and writes.
type HeapgoalSweep struct {
	HeapLive, SweepHeapLiveBasis              uint64
	PagesInUse, PagesSwept                    uintptr
	PagesSweptBasis                           uint64
	SweepPagesPerByte                         float64
	activeSweepers                            uint32
	mappedReady, heapInUse, heapFree, lastUse uint64
	percentGoal, limitGoal                    uint64
}

// heapgoalSave copies the live process's pacing state.
func heapgoalSave() HeapgoalSweep {
	return HeapgoalSweep{
		HeapLive:           gcController.heapLive.Load(),
		SweepHeapLiveBasis: mheap_.sweepHeapLiveBasis,
		PagesInUse:         mheap_.pagesInUse.Load(),
		PagesSwept:         uintptr(mheap_.pagesSwept.Load()),
		PagesSweptBasis:    uint64(mheap_.pagesSweptBasis.Load()),
		SweepPagesPerByte:  mheap_.sweepPagesPerByte,
		activeSweepers:     sweep.active.state.Load(),
		mappedReady:        gcController.mappedReady.Load(),
		heapInUse:          uint64(gcController.heapInUse),
		heapFree:           uint64(gcController.heapFree),
		lastUse:            memstats.lastHeapInUse,
		percentGoal:        scavenge.gcPercentGoal.Load(),
		limitGoal:          scavenge.memoryLimitGoal.Load(),
	}
}

// heapgoalLoad writes a saved state into the live process.
func heapgoalLoad(s *HeapgoalSweep) {
	gcController.heapLive.Store(s.HeapLive)
	mheap_.sweepHeapLiveBasis = s.SweepHeapLiveBasis
	mheap_.pagesInUse.Store(s.PagesInUse)
	mheap_.pagesSwept.Store(uint64(s.PagesSwept))
	mheap_.pagesSweptBasis.Store(s.PagesSweptBasis)
	mheap_.sweepPagesPerByte = s.SweepPagesPerByte
	sweep.active.state.Store(s.activeSweepers)
	gcController.mappedReady.Store(s.mappedReady)
	gcController.heapInUse = sysMemStat(s.heapInUse)
	gcController.heapFree = sysMemStat(s.heapFree)
	memstats.lastHeapInUse = s.lastUse
	scavenge.gcPercentGoal.Store(s.percentGoal)
	scavenge.memoryLimitGoal.Store(s.limitGoal)
}

// heapgoalExchange stops the world, puts in into the process's state, runs f
// on the system stack (which neither allocates nor can be preempted), reads
// the state back and restores everything before the world runs again. No
// cycle and no other goroutine can see the borrowed values.
func heapgoalExchange(in HeapgoalSweep, f func()) HeapgoalSweep {
	var out HeapgoalSweep
	stw := stopTheWorldGC(stwGOMAXPROCS)
	systemstack(func() {
		saved := heapgoalSave()
		heapgoalLoad(&in)
		f()
		out = heapgoalSave()
		heapgoalLoad(&saved)
	})
	startTheWorldGC(stw)
	return out
}

// HeapgoalPaceSweeper runs the sweep pacer on the given state.
func HeapgoalPaceSweeper(in HeapgoalSweep, trigger uint64, sweepDone bool) HeapgoalSweep {
	in.activeSweepers = 0
	if sweepDone {
		in.activeSweepers = sweepDrainedMask
	}
	return heapgoalExchange(in, func() { gcPaceSweeper(trigger) })
}

// HeapgoalSweepOwed tells whether an allocation of spanBytes whose own pages
// count as already swept would have to sweep more. The list of unswept spans
// is made to look drained, so the runtime's only reaction to a debt is to
// switch proportional sweeping off.
func HeapgoalSweepOwed(in HeapgoalSweep, spanBytes, ownPages uintptr) bool {
	in.activeSweepers = sweepDrainedMask
	out := heapgoalExchange(in, func() { deductSweepCredit(spanBytes, ownPages) })
	return out.SweepPagesPerByte == 0
}

// HeapgoalPaceScavenger runs the scavenger's pacer on the given memory
// statistics and returns its two goals.
func HeapgoalPaceScavenger(memoryLimit int64, heapGoal, lastHeapGoal, lastHeapInUse, heapInUse, heapFree, mappedReady uint64) (limitGoal, percentGoal uint64) {
	in := heapgoalSave()
	in.mappedReady, in.heapInUse, in.heapFree, in.lastUse = mappedReady, heapInUse, heapFree, lastHeapInUse
	out := heapgoalExchange(in, func() { gcPaceScavenger(memoryLimit, heapGoal, lastHeapGoal) })
	return out.limitGoal, out.percentGoal
}

// HeapgoalScavenger is a background scavenger driven from the caller's
// goroutine instead of its own, so that nothing about it is racy.
type HeapgoalScavenger struct{ s scavengerState }

// NewHeapgoalScavenger wires a scavenger with the given stubs to this goroutine.
func NewHeapgoalScavenger(sleep func(int64) int64, scavenge func(uintptr) (uintptr, int64), shouldStop func() bool, procs func() int32) *HeapgoalScavenger {
	h := new(HeapgoalScavenger)
	h.s.sleepStub, h.s.scavenge, h.s.shouldStop, h.s.gomaxprocs = sleep, scavenge, shouldStop, procs
	h.s.init()
	return h
}

// Run does one round of work.
func (h *HeapgoalScavenger) Run() (uintptr, float64) { return h.s.run() }

// Sleep asks for the sleep that pays for work and updates the controller.
// It returns the sleep ratio, the cooldown left and the reset mark, which it clears.
func (h *HeapgoalScavenger) Sleep(worked float64) (ratio float64, cooldown int64, reset bool) {
	h.s.sleep(worked)
	reset = h.s.printControllerReset
	h.s.printControllerReset = false
	return h.s.sleepRatio, h.s.controllerCooldown, reset
}

// HeapgoalFormatMS formats nanoseconds as gctrace does.
func HeapgoalFormatMS(ns uint64) string {
	var buf [24]byte
	return string(fmtNSAsMS(buf[:], ns))
}

// HeapgoalFormatSeconds formats milliseconds as gctrace's time since start.
func HeapgoalFormatSeconds(ms uint64) string {
	var buf [24]byte
	return string(itoaDiv(buf[:], ms, 3))
}

// HeapgoalFormatFloat returns what the runtime's print writes for v.
func HeapgoalFormatFloat(v float64) string {
	gp := getg()
	gp.writebuf = make([]byte, 0, 64)
	print(v)
	text := string(gp.writebuf)
	gp.writebuf = nil
	return text
}
