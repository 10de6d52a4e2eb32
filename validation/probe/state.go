// This file is added to package runtime of Go 1.23 or newer by the go command's
// overlay; GOROOT is only read. It tells a program about the collector's and
// the heap's own numbers, without allocating.

package runtime

import "unsafe"

// HeapgoalState is the collector's state as it is.
type HeapgoalState struct {
	// The last finished cycle.
	NumGC                                    uint32
	LiveAtStart, LiveAtEnd, Marked           uint64
	Triggered, LastGoal                      uint64
	LastStackScan, GlobalsScan, LastHeapScan uint64
	HeapScanWork, StackScanWork, GlobalsWork int64
	FractionalGoal                           float64
	Dedicated                                int64
	MaxIdle                                  int32
	PauseNS                                  int64
	// What holds now.
	HeapLive, HeapScan, Goal, Trigger  uint64
	HeapInUse, HeapFree, HeapReleased  uint64
	MappedReady, TotalAlloc, TotalFree uint64
	PagesInUse                         uint64
}

// HeapgoalCycles is the number of finished cycles.
func HeapgoalCycles() uint32 { return memstats.numgc }

// HeapgoalRead reads the state. With one P and no cycle running it is consistent.
func HeapgoalRead(s *HeapgoalState) {
	c := &gcController
	s.NumGC = memstats.numgc
	s.LiveAtStart, s.LiveAtEnd, s.Marked = work.heap0, work.heap1, work.heap2
	s.Triggered, s.LastGoal = c.triggered, c.lastHeapGoal
	s.LastStackScan, s.GlobalsScan, s.LastHeapScan = c.lastStackScan.Load(), c.globalsScan.Load(), c.lastHeapScan
	s.HeapScanWork, s.StackScanWork, s.GlobalsWork = c.heapScanWork.Load(), c.stackScanWork.Load(), c.globalsScanWork.Load()
	s.FractionalGoal = c.fractionalUtilizationGoal
	s.Dedicated = c.dedicatedMarkWorkersNeeded.Load()
	s.MaxIdle = int32(c.idleMarkWorkers.Load() >> 32)
	s.PauseNS = work.pauseNS
	s.HeapLive, s.HeapScan, s.Goal = c.heapLive.Load(), c.heapScan.Load(), c.heapGoal()
	s.Trigger, _ = c.trigger()
	s.HeapInUse, s.HeapFree, s.HeapReleased = c.heapInUse.load(), c.heapFree.load(), c.heapReleased.load()
	s.MappedReady, s.TotalAlloc, s.TotalFree = c.mappedReady.Load(), c.totalAlloc.Load(), c.totalFree.Load()
	s.PagesInUse = uint64(mheap_.pagesInUse.Load())
}

// HeapgoalSpanCounts are, with the world stopped, the spans in use of each span
// class and the objects allocated in them, and the spans of stacks and work
// buffers.
type HeapgoalSpanCounts struct {
	Spans, Objects [136]uint64
	Manual         uint64
}

// HeapgoalCountSpans fills in the counts.
func HeapgoalCountSpans(c *HeapgoalSpanCounts) {
	stw := stopTheWorldGC(stwReadMemStats)
	systemstack(func() {
		*c = HeapgoalSpanCounts{}
		for _, s := range mheap_.allspans {
			switch s.state.get() {
			case mSpanInUse:
				c.Spans[s.spanclass]++
				c.Objects[s.spanclass] += uint64(s.allocCount)
			case mSpanManual:
				c.Manual++
			}
		}
	})
	startTheWorldGC(stw)
}

// HeapgoalPlan starts a cycle of a pacer of its own and tells its workers.
func HeapgoalPlan(c *HeapgoalPacerBox, procs int, periodic bool) (dedicated int64, fractional float64, maxIdle int32) {
	c.c = gcControllerState{test: true}
	c.c.init(100, 1<<62)
	kind := gcTriggerHeap
	if periodic {
		kind = gcTriggerTime
	}
	c.c.startCycle(0, procs, gcTrigger{kind: kind})
	return c.c.dedicatedMarkWorkersNeeded.Load(), c.c.fractionalUtilizationGoal, int32(c.c.idleMarkWorkers.Load() >> 32)
}

// HeapgoalPacerBox holds the pacer of HeapgoalPlan.
type HeapgoalPacerBox struct{ c gcControllerState }

// HeapgoalSizes are the sizes of the runtime's structures: mspan, mcache,
// heapArena, workbuf, p, m, g.
func HeapgoalSizes() [7]uintptr {
	return [7]uintptr{unsafe.Sizeof(mspan{}), unsafe.Sizeof(mcache{}), unsafe.Sizeof(heapArena{}), unsafe.Sizeof(workbuf{}), unsafe.Sizeof(p{}), unsafe.Sizeof(m{}), unsafe.Sizeof(g{})}
}
