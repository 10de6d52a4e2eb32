package runtime_test

import (
	"math"
	. "runtime"
)

// printSweepPacing records the slope of proportional sweeping, and the debt
// of single allocations under a given slope and basis.
func printSweepPacing(p *printer) {
	for i := 0; i < 160*p.scale; i++ {
		live := uint64(p.size(0, 36))
		trigger := live + uint64(p.size(0, 30))
		switch p.n(8) {
		case 0:
			trigger = live - min(live, uint64(p.size(0, 24)))
		case 1: // around the margin of 1 MiB and the shortest distance of a page
			trigger = live + 1<<20 + pageBytes + uint64(p.n(5)) - 2
		}
		in := HeapgoalSweep{
			HeapLive:           live,
			PagesInUse:         uintptr(p.size(0, 24)),
			SweepHeapLiveBasis: uint64(p.size(0, 30)),
			PagesSweptBasis:    uint64(p.size(0, 20)),
			SweepPagesPerByte:  p.frac() / 1000,
		}
		in.PagesSwept = uintptr(p.n(int(in.PagesInUse) + 2))
		if p.oneIn(3) {
			in.PagesSwept = 0
		}
		done := p.oneIn(10)
		out := HeapgoalPaceSweeper(in, trigger, done)
		p.emitExpect("pace",
			object{u64("heapLive", live), u64("trigger", trigger), u64("pagesInUse", in.PagesInUse), u64("pagesSwept", in.PagesSwept), boolean("sweepDone", done),
				u64("sweepHeapLiveBasis", in.SweepHeapLiveBasis), u64("pagesSweptBasis", in.PagesSweptBasis), f64("sweepPagesPerByte", in.SweepPagesPerByte)},
			object{f64("sweepPagesPerByte", out.SweepPagesPerByte), u64("sweepHeapLiveBasis", out.SweepHeapLiveBasis), u64("pagesSweptBasis", out.PagesSweptBasis)})
		if out.SweepPagesPerByte != 0 && p.oneIn(2) {
			printSweepDebt(p, out)
		}
	}
}

// printSweepDebt finds by bisection how many own pages cancel an allocation's
// debt: the smallest number (taken as signed) with which nothing is owed.
func printSweepDebt(p *printer, s HeapgoalSweep) {
	span := uint64(p.n(10)+1) * pageBytes
	if p.oneIn(4) {
		span = uint64(p.size(13, 34)) / pageBytes * pageBytes
	}
	switch p.n(3) {
	case 0:
		s.HeapLive += uint64(p.size(0, 28))
	case 1:
		s.HeapLive -= min(s.HeapLive, uint64(p.size(0, 20)))
	}
	s.PagesSwept += uintptr(p.size(0, 12))
	lo, hi := int64(-1)<<61, int64(1)<<61 // owed at lo, not owed at hi
	for hi-lo > 1 {
		mid := lo + (hi-lo)/2
		if HeapgoalSweepOwed(s, uintptr(span), uintptr(mid)) {
			lo = mid
		} else {
			hi = mid
		}
	}
	p.emitExpect("debt",
		object{f64("sweepPagesPerByte", s.SweepPagesPerByte), u64("heapLive", s.HeapLive), u64("sweepHeapLiveBasis", s.SweepHeapLiveBasis),
			u64("pagesSwept", s.PagesSwept), u64("pagesSweptBasis", s.PagesSweptBasis), u64("spanBytes", span)},
		object{i64("pages", hi)})
}

// printScavengeGoals records what the scavenger's pacer makes of memory statistics.
func printScavengeGoals(p *printer) {
	for i := 0; i < 300*p.scale; i++ {
		limit := pick(p.rng, int64(noLimit), noLimit, 0, 1, noLimit-1, p.size(20, 40), p.size(20, 40), p.size(26, 34))
		goal, last := uint64(p.size(22, 36)), uint64(p.size(22, 36))
		switch p.n(8) {
		case 0:
			last = 0
		case 1:
			last = goal
		case 2: // what GOGC=off without a limit gives
			goal = 8946670875745113940
		}
		lastInUse, inUse, free := uint64(p.size(13, 35)), uint64(p.size(13, 35)), uint64(p.size(0, 33))
		if p.oneIn(2) {
			lastInUse = lastInUse / pageBytes * pageBytes
			inUse = lastInUse + uint64(p.size(0, 20))/pageBytes*pageBytes
			if last != 0 && last != goal { // near the goal, by a few physical pages
				near := uint64(float64(lastInUse) * (float64(goal) / float64(last)) * 1.1)
				if near < 1<<60 {
					inUse = near
					free = uint64(p.n(6)) * 4096
				}
			}
		}
		mapped := inUse + free + uint64(p.size(0, 32))
		if p.oneIn(4) && limit < noLimit/2 { // right at 95 % of the limit
			mapped = uint64(float64(limit)*0.95) + uint64(p.n(3)) - 1
			if limit < 4 {
				mapped = uint64(p.n(3))
			}
		}
		limitGoal, percentGoal := HeapgoalPaceScavenger(limit, goal, last, lastInUse, inUse, free, mapped)
		p.emitExpect("pace",
			object{i64("memoryLimit", limit), u64("heapGoal", goal), u64("lastHeapGoal", last), u64("lastHeapInUse", lastInUse), u64("heapInUse", inUse), u64("heapFree", free), u64("mappedReady", mapped)},
			object{u64("memoryLimitGoal", limitGoal), u64("gcPercentGoal", percentGoal)})
	}
}

// scavengerStubs answers the scavenger's questions and records them.
type scavengerStubs struct {
	*rng
	pieces   string
	calls    int
	stopLeft int // answers "go on" this many times, then "stop"
	shortOne int // the piece that comes out short
	slow     int // bits of a piece's longest duration
	slept    func(int64) int64
	asked    int64
	procs    int32
	wrong    bool // asked for something else than 64 KiB
}

func (s *scavengerStubs) scavenge(n uintptr) (uintptr, int64) {
	s.wrong = s.wrong || n != 64<<10
	released := uint64(n)
	if s.calls == s.shortOne {
		released = uint64(pick(s.rng, 0, 4096, 8192, 61440))
	} else if s.oneIn(6) { // a huge page goes as a whole
		released = hugePageBytes
	}
	duration := s.size(0, s.slow)
	if s.oneIn(6) {
		duration = 0
	}
	if s.calls > 0 {
		s.pieces += ","
	}
	s.calls++
	s.pieces += "{" + object{u64("released", released), i64("duration", duration)}.members() + "}"
	return uintptr(released), duration
}

func (s *scavengerStubs) shouldStop() bool {
	s.stopLeft--
	return s.stopLeft < 0
}

func (s *scavengerStubs) sleep(n int64) int64 {
	s.asked = n
	return s.slept(n)
}

// printScavengerLoop drives the background scavenger's rounds and sleeps.
func printScavengerLoop(p *printer) {
	for i := 0; i < 16*p.scale; i++ {
		s := &scavengerStubs{rng: p.rng}
		h := NewHeapgoalScavenger(s.sleep, s.scavenge, s.shouldStop, func() int32 { return s.procs })
		p.emit("new", nil)
		s.slow = int(p.between(15, 24))
		s.procs = int32(1 + p.n(64))
		for j := 0; j < 25; j++ {
			worked, goOn := runScavenger(p, s, h)
			if goOn {
				sleepScavenger(p, s, h, worked)
			}
		}
	}
}

// runScavenger does one round; it tells whether a sleep follows.
func runScavenger(p *printer, s *scavengerStubs, h *HeapgoalScavenger) (float64, bool) {
	s.pieces, s.calls, s.wrong = "", 0, false
	s.shortOne, s.stopLeft = -1, math.MaxInt32
	stopAfter := -1
	switch p.n(5) {
	case 0:
		stopAfter = p.n(6)
		s.stopLeft = stopAfter
	case 1:
		s.shortOne = p.n(4)
	}
	released, worked := h.Run()
	if s.wrong {
		panic("the scavenger did not ask for 64 KiB")
	}
	p.emitExpect("run", object{num("stopAfter", stopAfter), {"pieces", "[" + s.pieces + "]"}},
		object{num("calls", s.calls), u64("request", uint64(64<<10)), u64("released", released), f64("worked", worked)})
	return worked, released > 0
}

// sleepScavenger sleeps as long as asked, or is woken early or late.
func sleepScavenger(p *printer, s *scavengerStubs, h *HeapgoalScavenger, worked float64) {
	if p.oneIn(10) {
		s.procs = int32(1 + p.n(64))
	}
	if p.oneIn(30) {
		worked = pick(p.rng, 0, 1, 1e300, math.MaxFloat64, math.Inf(1), -5)
	}
	s.slept = func(n int64) int64 { return n }
	switch p.n(6) {
	case 0:
		s.slept = func(n int64) int64 { return n + p.size(0, 20) }
	case 1:
		s.slept = func(n int64) int64 { return p.size(0, 30) }
	case 2:
		s.slept = func(n int64) int64 { return n / 1000 }
	}
	var slept int64
	inner := s.slept
	s.slept = func(n int64) int64 { slept = inner(n); return slept }
	ratio, cooldown, reset := h.Sleep(worked)
	p.emitExpect("sleep", object{f64("worked", worked), i64("slept", slept), num("procs", s.procs)},
		object{i64("requested", s.asked), f64("sleepRatio", ratio), i64("cooldown", cooldown), boolean("reset", reset)})
}
