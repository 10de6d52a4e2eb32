package main

import (
	"runtime"
	"syscall"
)

// pages measures the page heap and the memory it gets from the system.
func pages() {
	quiet()
	hold := make([]byte, 64<<20)
	for i := 0; i < len(hold); i += 4096 {
		hold[i] = 1
	}
	hold = nil
	runtime.GC()
	runtime.GC()
	var spans []float64
	for range 20 {
		for _, n := range []uintptr{1, 1, 2, 4, 8, 16} {
			alloc, _ := spanTimes(n, 256)
			spans = append(spans, alloc)
		}
	}
	report("spanAlloc", spans, "clock time of taking 256 spans of 1 to 16 pages from resident free memory, per span")

	var grow []float64
	for range 48 {
		grow = append(grow, float64(runtime.HeapgoalGrow(1)))
	}
	report("heapGrow", grow, "clock time of growing the heap by 4 MiB, of which one in 16 reserves an arena")

	var faults []float64
	const length = 16 << 20
	for range 30 {
		memory, err := syscall.Mmap(-1, 0, length, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
		if err != nil {
			panic(err)
		}
		start := clock(threadCPU)
		for i := 0; i < length; i += 4096 {
			memory[i] = 1
		}
		faults = append(faults, float64(clock(threadCPU)-start)/(length/4096))
		syscall.Munmap(memory)
	}
	report("pageFault", faults, "thread CPU of first writing to 4 KiB pages of 16 MiB of new memory, without huge pages unless the system always gives them, per page")

	var calls, released []float64
	for range 12 {
		var xs, ys []float64
		for _, piece := range []uintptr{8 << 10, 64 << 10, 256 << 10, 1 << 20} {
			warm := make([]byte, 32<<20)
			for i := 0; i < len(warm); i += 4096 {
				warm[i] = 1
			}
			warm = nil
			runtime.GC()
			runtime.GC()
			n := min(200, int(16<<20/piece))
			start := clock(threadCPU)
			_, got := runtime.HeapgoalScavenge(piece, n)
			elapsed := clock(threadCPU) - start
			if int(got) >= n*int(piece) {
				xs = append(xs, float64(got)/4096/float64(n))
				ys = append(ys, float64(elapsed)/float64(n))
			}
			runtime.HeapgoalScavenge(1<<30, 4000)
		}
		if len(xs) > 2 {
			a, b := line(xs, ys)
			calls, released = append(calls, a), append(released, b)
		}
	}
	report("scavengeCall", calls, "thread CPU of releasing resident free memory in pieces of 8 KiB to 1 MiB, extrapolated to no page")
	report("scavengePage", released, "the same, per 4 KiB page")
}
