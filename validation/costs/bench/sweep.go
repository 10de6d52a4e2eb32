package main

import (
	"math"
	"runtime"
	"sync/atomic"
)

// mostTries is far above what two processors need until threads overlap.
const mostTries = 200

// sweepHeap makes 16 MiB of objects of a kind, keeps every keep-th (none if 0)
// and returns clock time per span of sweeping them, of so many threads at once.
func sweepHeap(k kind, keep, sweepers int) float64 {
	for range mostTries {
		if nanos, even := sweepHeapOnce(k, keep, sweepers); even {
			return nanos
		}
	}
	panic("threads do not sweep at once: are there as many processors?")
}

func sweepHeapOnce(k kind, keep, sweepers int) (perSpan float64, even bool) {
	held := runtime.HeapgoalHoldSweeper()
	defer func() {
		if held {
			runtime.HeapgoalReleaseSweeper()
		}
	}()
	n := 16 << 20 / k.size
	all := make([]pointer, 0, n)
	for i := range n {
		if object := k.make(); keep > 0 && i%keep == 0 {
			all = append(all, object)
		}
	}
	runtime.HeapgoalMark()
	elapsed, spans, even := sweepAtOnce(sweepers)
	runtime.KeepAlive(all)
	all = nil
	runtime.HeapgoalMark()
	runtime.HeapgoalSweep()
	return float64(elapsed) / float64(spans), even
}

// sweepAtOnce returns the threads' time and the spans that they swept, and
// whether each swept a fair part: one that comes late finds nothing to do.
func sweepAtOnce(sweepers int) (elapsed int64, spans int, even bool) {
	type part struct {
		elapsed int64
		spans   int
	}
	var ready atomic.Int64
	parts := make(chan part, sweepers)
	one := func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		ready.Add(1)
		for ready.Load() < int64(sweepers) {
		}
		start := runtime.HeapgoalNanotime()
		spans := runtime.HeapgoalSweep()
		parts <- part{runtime.HeapgoalNanotime() - start, spans}
	}
	for range sweepers - 1 {
		go one()
	}
	one()
	least := math.MaxInt
	for range sweepers {
		p := <-parts
		elapsed += p.elapsed
		spans += p.spans
		least = min(least, p.spans)
	}
	return elapsed, spans, least*sweepers*2 > spans
}

// sweep measures sweeping of spans that stay and of spans that become free.
func sweep() {
	quiet()
	var stay, free []float64
	for range 6 {
		for _, k := range kinds {
			var staying []float64
			for _, keep := range []int{1, 2, max(2, k.perSpan/2)} {
				staying = append(staying, sweepHeap(k, keep, 1))
			}
			stay = append(stay, staying...)
			free = append(free, sweepHeap(k, 0, 1)-median(staying))
		}
	}
	report("sweepSpan", stay, "clock time of sweeping 16 MiB of 16 to 1016 byte objects of which all, half or two a span live, per span")
	report("sweepFreeSpan", free, "the same with no object alive, less sweepSpan, per span")

	procs := runtime.GOMAXPROCS(2)
	var shared []float64
	for range 6 {
		for _, k := range kinds {
			for _, keep := range []int{0, 1, 2} {
				shared = append(shared, sweepHeap(k, keep, 2)/sweepHeap(k, keep, 1)-1)
			}
		}
	}
	runtime.GOMAXPROCS(procs)
	report("sweepShared", shared, "clock time of two threads that sweep such heaps at once, added up, over that of one, less 1")
}
