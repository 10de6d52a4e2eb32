package main

import "runtime"

// sweepHeap makes 16 MiB of objects of a kind, keeps every keep-th (none if 0)
// and returns thread CPU per span of sweeping them.
func sweepHeap(k kind, keep int) float64 {
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
	start := clock(threadCPU)
	spans := runtime.HeapgoalSweep()
	elapsed := clock(threadCPU) - start
	runtime.KeepAlive(all)
	all = nil
	runtime.HeapgoalMark()
	runtime.HeapgoalSweep()
	return float64(elapsed) / float64(spans)
}

// sweep measures sweeping of spans that stay and of spans that become free.
func sweep() {
	quiet()
	var stay, free []float64
	for range 6 {
		for _, k := range kinds {
			var staying []float64
			for _, keep := range []int{1, 2, max(2, k.perSpan/2)} {
				staying = append(staying, sweepHeap(k, keep))
			}
			stay = append(stay, staying...)
			free = append(free, sweepHeap(k, 0)-median(staying))
		}
	}
	report("sweepSpan", stay, "thread CPU of sweeping 16 MiB of 16 to 1016 byte objects of which all, half or two a span live, per span")
	report("sweepFreeSpan", free, "the same with no object alive, less sweepSpan, per span")
}
