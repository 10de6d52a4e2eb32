package runtime_test

import (
	"math"
	. "runtime"
)

// pacerRun is one pacer under test and what the mutator around it looks like.
type pacerRun struct {
	p          *printer
	c          *GCController
	procs      int
	scannable  float64 // share of the heap that holds pointers
	globals    uint64
	nonHeap    int64 // mapped memory outside the heap
	freed      uint64
	overloaded bool // assists take more processor time than there is
}

func printPacer(p *printer) {
	for i := 0; i < 90*p.scale; i++ {
		r := newPacerRun(p)
		cycles := 3 + p.n(6)
		if r.overloaded { // long enough for the cons/mark window to fill with negative values
			cycles = 8
		}
		for j := 0; j < cycles; j++ {
			r.cycle()
		}
	}
}

func newPacerRun(p *printer) *pacerRun {
	percent := pick(p.rng, -1, 0, 1, 10, 50, 100, 100, 100, 200, 1500, 100000, math.MaxInt32, 1+p.n(400))
	r := &pacerRun{
		p:         p,
		c:         NewGCController(percent, 0),
		procs:     1 + p.n(64),
		scannable: pick(p.rng, 0.01, 0.2, 0.5, 0.9, 1),
		globals:   uint64(pick(p.rng, 0, 32<<10, p.size(10, 24), 128<<20)),
		nonHeap:   p.size(12, 26),
	}
	r.overloaded = p.oneIn(12)
	if p.oneIn(2) {
		r.procs = 1 + p.n(16)
	}
	limit := r.limit()
	r.c = NewGCController(percent, limit)
	r.emit("new", object{num("gcPercent", percent), i64("memoryLimit", limit)})
	return r
}

// limit draws a memory limit: none, some common size, or one that the live
// heap of these sequences reaches or exceeds.
func (r *pacerRun) limit() int64 {
	switch r.p.n(8) {
	case 0, 1, 2:
		return noLimit
	case 3:
		return pick(r.p.rng, int64(0), 1, 4096, 1<<20, noLimit-1)
	case 4:
		return pick(r.p.rng, int64(64<<20), 512<<20, 900<<20, 8<<30)
	default:
		return r.p.size(23, 34)
	}
}

func (r *pacerRun) cycle() {
	p := r.p
	if p.oneIn(5) {
		r.setMemoryLimit(r.limit())
	}
	r.allocateTowardsTrigger()
	r.memory()
	if p.oneIn(4) {
		done := p.oneIn(2)
		r.c.HeapgoalCommit(done)
		r.emit("commit", object{boolean("sweepDone", done)})
	}
	if p.oneIn(6) {
		r.procs = 1 + p.n(64)
	}
	stack := uint64(p.size(11, 22))
	periodic := p.oneIn(5)
	r.c.HeapgoalStartCycle(stack, r.globals, r.procs, periodic)
	r.emit("startCycle", object{u64("maxStackScan", stack), u64("globalsScan", r.globals), num("procs", r.procs), boolean("periodic", periodic)})
	r.mark(int64(stack))
	r.endCycle()
}

// allocateTowardsTrigger allocates in a few steps to somewhere below, at or
// above the trigger, sometimes past the goal.
func (r *pacerRun) allocateTowardsTrigger() {
	p := r.p
	s := r.c.HeapgoalState()
	target := s.Trigger
	if cap := s.HeapMarked*4 + 64<<20; target > cap {
		target = cap
	}
	switch p.n(6) {
	case 0:
		target = s.HeapLive + (target-min(target, s.HeapLive))/2
	case 1:
		target += target / 2
	case 2:
		target += uint64(p.size(10, 24))
	}
	for i := 1 + p.n(2); i > 0 && target > s.HeapLive; i-- {
		live := int64(target - s.HeapLive)
		if i > 1 {
			live = live/2 + 1
		}
		scan := int64(float64(live) * r.scannable)
		r.c.HeapgoalAllocate(live, scan)
		r.emit("allocate", object{i64("heapLive", live), i64("heapScan", scan)})
		s = r.c.HeapgoalState()
	}
}

// memory sets consistent memory statistics: what is allocated and what is
// free is never more than what is mapped.
func (r *pacerRun) memory() {
	p := r.p
	live := r.c.HeapLive()
	r.freed += uint64(p.size(0, 28))
	allocated := live
	if p.oneIn(3) {
		allocated += live / 8 // swept late: garbage still counts as allocated
	}
	free := uint64(p.size(0, 26))
	mapped := allocated + free + uint64(r.nonHeap)
	if p.oneIn(10) {
		mapped = allocated + free
	}
	total := allocated + r.freed
	r.c.HeapgoalMemory(free, mapped, total, r.freed)
	r.emit("memory", object{u64("heapFree", free), u64("mappedReady", mapped), u64("totalAlloc", total), u64("totalFree", r.freed)})
}

// mark revises a few times while the mutator allocates and work is done.
func (r *pacerRun) mark(stackLeft int64) {
	p := r.p
	steps := 1 + p.n(8)
	if p.oneIn(25) {
		steps = 0 // a cycle so short that no work was counted
	}
	globalsLeft := int64(r.globals)
	for i := 0; i < steps; i++ {
		s := r.c.HeapgoalState()
		live := p.size(0, 22)
		switch p.n(8) {
		case 0:
			live = 0
		case 1: // past the goal, perhaps past the hard goal too
			if s.HeapGoal < 1<<38 {
				live = int64(s.HeapGoal-min(s.HeapGoal, s.HeapLive)) + p.size(0, 26)
			}
		}
		scan := int64(float64(live) * r.scannable)
		work, stack, globals := int64(s.HeapScan/uint64(1+steps)), int64(0), int64(0)
		switch p.n(12) {
		case 0:
			work = 0
		case 1, 2: // more than the steady state expects
			work = int64(s.HeapScan) + p.size(0, 24)
		}
		if p.oneIn(3) {
			stack, stackLeft = stackLeft, 0
		}
		if p.oneIn(3) {
			globals, globalsLeft = globalsLeft, 0
		}
		r.revise(live, scan, work, stack, globals)
		if p.oneIn(14) {
			percent := pick(p.rng, -1, 0, 1, 25, 100, 100, 300, 100000)
			revise := !p.oneIn(5)
			r.c.HeapgoalSetGCPercent(int32(percent), revise)
			r.emit("setGCPercent", object{num("gcPercent", percent), boolean("revise", revise)})
		}
		if p.oneIn(30) {
			r.setMemoryLimit(r.limit())
		}
	}
}

func (r *pacerRun) revise(live, scan, work, stack, globals int64) {
	r.c.Revise(GCControllerReviseDelta{HeapLive: live, HeapScan: scan, HeapScanWork: work, StackScanWork: stack, GlobalsScanWork: globals})
	r.emit("revise", object{i64("heapLive", live), i64("heapScan", scan), i64("heapScanWork", work), i64("stackScanWork", stack), i64("globalsScanWork", globals)})
}

func (r *pacerRun) setMemoryLimit(limit int64) {
	r.c.HeapgoalSetMemoryLimit(limit)
	r.emit("setMemoryLimit", object{i64("memoryLimit", limit)})
}

// endCycle ends the cycle after some time, with assists that may claim more
// processor time than there was.
func (r *pacerRun) endCycle() {
	p := r.p
	live := r.c.HeapLive()
	marked := uint64(float64(live) * pick(p.rng, 0.05, 0.3, 0.5, 0.8, 1) * (0.5 + p.frac()/2))
	if p.oneIn(12) {
		marked = live
	}
	if p.oneIn(25) {
		marked = 0
	}
	elapsed := p.size(8, 33)
	if p.oneIn(15) {
		elapsed = 0
	}
	total := float64(elapsed) * float64(r.procs)
	assist, idle := int64(total*p.frac()*0.3), int64(0)
	switch p.n(8) {
	case 0:
		assist = 0
	case 1:
		assist = int64(total * (0.7 + p.frac()))
	}
	if p.oneIn(60) { // utilisation of exactly one
		elapsed = elapsed / 4 * 4
		assist = elapsed / 4 * 3 * int64(r.procs)
	}
	if r.overloaded {
		assist = int64(total * (0.8 + p.frac()))
	}
	if p.oneIn(2) {
		idle = int64(total * p.frac() * 0.5)
	}
	r.c.HeapgoalEndCycle(marked, assist, idle, elapsed, r.procs)
	r.emit("endCycle", object{u64("bytesMarked", marked), i64("assistTime", assist), i64("idleMarkTime", idle), i64("elapsed", elapsed), num("procs", r.procs)})
}

// emit writes an operation with the pacer's state after it.
func (r *pacerRun) emit(op string, args object) {
	s := r.c.HeapgoalState()
	r.p.emitExpect(op, args, object{
		u64("gcPercentHeapGoal", s.GCPercentHeapGoal), u64("memoryLimitHeapGoal", s.MemoryLimitHeapGoal),
		u64("heapGoal", s.HeapGoal), u64("trigger", s.Trigger), u64("heapLive", s.HeapLive),
		u64("heapScan", s.HeapScan), u64("heapMarked", s.HeapMarked), u64("triggered", s.Triggered),
		u64("runway", s.Runway), u64("heapMinimum", s.HeapMinimum), u64("lastHeapScan", s.LastHeapScan),
		u64("lastStackScan", s.LastStackScan), u64("sweepDistMinTrigger", s.SweepDistMinTrigger),
		f64("assistWorkPerByte", s.AssistWorkPerByte), f64("assistBytesPerWork", s.AssistBytesPerWork),
		f64("consMark", s.ConsMark), f64("fractionalUtilizationGoal", s.FractionalUtilizationGoal),
		num("dedicatedMarkWorkersNeeded", s.DedicatedMarkWorkersNeeded), num("maxIdleMarkWorkers", s.MaxIdleMarkWorkers),
	})
}

func printIdleWorkers(p *printer) {
	for i := 0; i < 12*p.scale; i++ {
		c := NewGCController(100, noLimit)
		state := func(first ...member) object {
			s := c.HeapgoalState()
			return append(first, num("workers", s.IdleMarkWorkers), num("max", s.MaxIdleMarkWorkers))
		}
		p.emitExpect("new", nil, state())
		for j := 0; j < 40; j++ {
			switch s := c.HeapgoalState(); p.n(8) {
			case 0:
				limit := int32(pick(p.rng, 0, 1, 2, p.n(9), p.n(64)))
				c.SetMaxIdleMarkWorkers(limit)
				p.emitExpect("setMax", object{num("max", limit)}, state())
			case 1, 2:
				need := c.NeedIdleMarkWorker()
				p.emitExpect("need", nil, state(boolean("needed", need)))
			case 3, 4:
				if s.IdleMarkWorkers > 0 { // below zero is fatal
					c.RemoveIdleMarkWorker()
					p.emitExpect("remove", nil, state())
				}
			default:
				added := c.AddIdleMarkWorker()
				p.emitExpect("add", nil, state(boolean("added", added)))
			}
		}
	}
}
