package main

import (
	"runtime"
	"time"
)

// pauseProcs are the GOMAXPROCS at which pauses are measured. With one P
// nobody is woken when the world starts, so that starting is fitted from the
// second on.
var pauseProcs = []int{1, 2, 4, 8, 16, 32}

// stops fits pauses and their parts to the number of Ps, which are idle.
func stops() {
	parts := []struct {
		fixed, perP string
		from        int
		method      string
	}{
		{"stopWorld", "stopWorldP", 0, "stopping the world with idle Ps, GOMAXPROCS 1 to 32"},
		{"startWorld", "startWorldP", 1, "starting the world with idle Ps and waking one thread, GOMAXPROCS 2 to 32"},
		{"", "raggedBarrierP", 0, "a ragged barrier over idle Ps, GOMAXPROCS 1 to 32"},
		{"markTermination", "markTerminationP", 0, "the second pause of a forced cycle of a small heap, GOMAXPROCS 1 to 32, less stopping the world"},
	}
	fixed, slope := make([][]float64, len(parts)), make([][]float64, len(parts))
	var first []float64
	for range 15 {
		var xs []float64
		ys := make([][]float64, len(parts))
		for _, procs := range pauseProcs {
			runtime.GOMAXPROCS(procs)
			runtime.GC()
			var stop, start, barrier, pause2 []float64
			for range 60 {
				for until := runtime.HeapgoalNanotime() + 150_000; runtime.HeapgoalNanotime() < until; {
					// Threads that the last start woke look for work and park.
				}
				a, b, _ := runtime.HeapgoalStop()
				stop, start = append(stop, float64(a)), append(start, float64(b))
			}
			time.Sleep(3 * time.Millisecond) // until the others are idle
			for range 60 {
				barrier = append(barrier, float64(runtime.HeapgoalForEachP()))
			}
			for range 20 {
				runtime.GC()
				c := runtime.HeapgoalLastCycle()
				pause2 = append(pause2, float64(c.SecondPause))
			}
			xs = append(xs, float64(procs))
			if procs == 1 {
				first = append(first, coldPause()-median(stop)-median(start))
			}
			for i, y := range []float64{median(stop), median(start), median(barrier), median(pause2) - median(stop)} {
				ys[i] = append(ys[i], max(y, 1))
			}
		}
		for i, part := range parts {
			a, b := line(xs[part.from:], ys[i][part.from:])
			fixed[i], slope[i] = append(fixed[i], a), append(slope[i], b)
		}
	}
	for i, part := range parts {
		if part.fixed != "" {
			report(part.fixed, fixed[i], "clock time of "+part.method+", medians of 60 or 20, fixed part")
		}
		report(part.perP, slope[i], "clock time of "+part.method+", medians of 60 or 20, part per P")
	}
	report("sweepTermination", first, "clock time of the first pause of a forced cycle of a small heap on one P after 16 MiB of other memory was read, median of 20, less stopping and starting the world")
	flushes()
}

// flushes measures ReadMemStats in its two parts.
func flushes() {
	runtime.GOMAXPROCS(1)
	var stats runtime.MemStats
	var flush, read []float64
	for range 200 {
		for _, s := range small {
			sink = s.scan()
			sink = s.noscan()
		}
		a, b := runtime.HeapgoalFlush(&stats)
		flush, read = append(flush, float64(a)), append(read, float64(b))
	}
	report("cacheFlushP", flush, "clock time of flushing a P that has a dozen spans in its cache")
	report("readMemStats", read, "clock time of the work of ReadMemStats once the caches are flushed")
}

// evictor is what coldPause reads to take everything else out of the caches.
var evictor = make([]byte, 16<<20)

// coldPause is the length of the first pause of forced cycles when the program
// has used the caches for something else since the last cycle, as programs do.
func coldPause() float64 {
	var pauses []float64
	for range 20 {
		sum := byte(0)
		for i := 0; i < len(evictor); i += 64 {
			sum += evictor[i]
		}
		evictor[0] = sum
		runtime.GC()
		pauses = append(pauses, float64(runtime.HeapgoalLastCycle().FirstPause))
	}
	return median(pauses)
}
