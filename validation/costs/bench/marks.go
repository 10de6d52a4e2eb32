package main

import (
	"math/rand"
	"runtime"
	"unsafe"
)

type pointer = unsafe.Pointer

// heapBytes is the size of each heap that is marked.
const heapBytes = 32 << 20

// kind makes objects of one size, all slots pointers.
type kind struct {
	size, perSpan int
	make          func() pointer
}

var kinds = []kind{
	{16, 504, func() pointer { return pointer(new([2]pointer)) }},
	{64, 126, func() pointer { return pointer(new([8]pointer)) }},
	{256, 31, func() pointer { return pointer(new([32]pointer)) }},
	{512, 15, func() pointer { return pointer(new([64]pointer)) }},
	{1016, 8, func() pointer { return pointer(new([127]pointer)) }},
}

// slot is the i-th pointer of an object.
func slot(object pointer, i int) *pointer {
	return (*pointer)(unsafe.Add(object, 8*i))
}

// roots keeps the heap alive: pointers from one large array or the heads of chains.
var roots []pointer

// build makes a heap: every keep-th of the objects stays, linked in chains or
// listed in an array, in the order of their addresses or in random order, and
// in half of them every fourth slot points to an object at most 64 places
// away when filled is set.
func build(k kind, keep int, chain, shuffled, filled bool) (objects int) {
	n := heapBytes / k.size
	all := make([]pointer, 0, n/keep+1)
	for i := range n {
		if object := k.make(); i%keep == 0 {
			all = append(all, object)
		}
	}
	random := rand.New(rand.NewSource(1))
	if filled {
		for i, object := range all {
			for j := 1; j < k.size/8; j++ {
				if j%4 == 1 {
					*slot(object, j) = all[max(0, min(len(all)-1, i+random.Intn(129)-64))]
				}
			}
		}
	}
	if shuffled {
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	}
	objects = len(all)
	if !chain {
		roots = all
		return
	}
	const chains = 64
	roots = make([]pointer, chains)
	for i := 0; i+chains < len(all); i++ {
		*slot(all[i], 0) = all[i+chains]
	}
	copy(roots, all)
	return
}

// markCPU is the CPU time of the whole process from the start of a cycle to
// the end of its mark. Nothing is swept meanwhile, but all is swept after.
func markCPU() float64 {
	held := runtime.HeapgoalHoldSweeper()
	start := clock(processCPU)
	runtime.HeapgoalMark()
	elapsed := clock(processCPU) - start
	runtime.HeapgoalSweep()
	if held {
		runtime.HeapgoalReleaseSweeper()
	}
	return float64(elapsed)
}

// emptyMark is the least CPU time of a mark of an empty heap.
func emptyMark() float64 {
	least := 1e18
	for range 30 {
		least = min(least, markCPU())
	}
	return least
}

// quiet leaves one P and marks with the world stopped, so that only the mark runs.
func quiet() {
	runtime.GOMAXPROCS(1)
	runtime.HeapgoalStopTheWorldMark(true)
	for range 3 {
		runtime.GC()
	}
}

// marks fits CPU time = objects * markObject + scanned bytes * markByte + spans
// * markSpan. Each way to lay out a heap gives its own fit.
func marks() {
	quiet()
	empty := emptyMark()
	var byObject, byByte, bySpan []float64
	for way := range 8 {
		chain, shuffled, filled := way&1 != 0, way&2 != 0, way&4 != 0
		const repeats = 5
		// One sample of time for each size (dense) and, for sparse heaps, one object a span.
		var counts, scans [2][8]float64
		var times [2][8][repeats]float64
		for i, k := range kinds {
			for sparse := range 2 {
				keep := 1
				if sparse == 1 {
					keep = k.perSpan
				}
				counts[sparse][i] = float64(build(k, keep, chain, shuffled, filled))
				for r := range repeats {
					times[sparse][i][r] = max(1, markCPU()-empty)
				}
				scans[sparse][i] = float64(runtime.HeapgoalLastCycle().HeapScanWork)
				roots = nil
				runtime.HeapgoalMark()
				runtime.HeapgoalSweep()
			}
		}
		for r := range repeats {
			span := 0.0
			var a, b float64
			for range 8 { // the span's part and the others' in turn, until they agree
				var xs, ys []float64
				for i, k := range kinds {
					spans := counts[0][i] / float64(k.perSpan)
					xs = append(xs, scans[0][i]/counts[0][i])
					ys = append(ys, max(0.1, (times[0][i][r]-span*spans)/counts[0][i]))
				}
				a, b = line(xs, ys)
				if !greenTea {
					break
				}
				var sparse []float64
				for i, k := range kinds {
					if k.size <= 512 {
						sparse = append(sparse, (times[1][i][r]-a*counts[1][i]-b*scans[1][i])/counts[1][i])
					}
				}
				span = max(0, median(sparse))
			}
			byObject, byByte = append(byObject, a), append(byByte, b)
			if greenTea {
				bySpan = append(bySpan, span)
			}
		}
	}
	report("markByte", byByte, "process CPU of marks of 32 MiB heaps of 16 to 1016 byte objects in 8 layouts (array or chains, in order or shuffled, with few or many pointers), per scanned byte")
	report("markObject", byObject, "the same marks, per object")
	if greenTea {
		report("markSpan", bySpan, "the same heaps with one live object a span against full ones, per span")
	} else {
		report("markSpan", []float64{0}, "none: this mark goes object by object")
	}

	// Large untouched objects without pointers make arenas, each with 16 root jobs.
	var byRoot []float64
	for range 7 {
		before := runtime.HeapgoalLastCycle().SpanRoots
		base := leastOf(15, markCPU)
		hold := make([]byte, 2<<30)
		grown := leastOf(15, markCPU)
		jobs := runtime.HeapgoalLastCycle().SpanRoots - before
		runtime.KeepAlive(hold)
		if jobs > 0 {
			byRoot = append(byRoot, (grown-base)/float64(jobs))
		}
		keepArenas = append(keepArenas, hold)
	}
	report("spanRoot", byRoot, "process CPU of a mark before and after 2 GiB of untouched arenas were added, least of 15, per root job")
}

var keepArenas [][]byte

// leastOf is the least of n measurements.
func leastOf(n int, measure func() float64) float64 {
	least := measure()
	for range n - 1 {
		least = min(least, measure())
	}
	return least
}

// globals compares marks of a program with much bss to one with hardly any.
func globals() {
	quiet()
	if len(bss) == 0 {
		return
	}
	var samples []float64
	for _, filled := range []bool{false, true} {
		if filled {
			target := pointer(new([8]pointer))
			for i := range bss {
				if i%4 == 1 {
					bss[i] = target
				}
			}
		}
		for range 10 {
			before := leastOf(2, markCPU)
			work := float64(runtime.HeapgoalLastCycle().GlobalsScanWork)
			samples = append(samples, before/work)
		}
	}
	report("globalsByte", samples, "process CPU of a mark of a program with 32 MiB of bss, without and with a pointer in every fourth word, per byte")
}
