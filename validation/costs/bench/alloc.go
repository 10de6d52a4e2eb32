package main

import (
	"runtime"
	"unsafe"
)

// small are types of which objects are allocated: with and without pointers.
var small = []struct {
	size, perSpan int
	scan          func() pointer
	noscan        func() pointer
}{
	{16, 504, func() pointer { return pointer(new([2]pointer)) }, func() pointer { return pointer(new([16]byte)) }},
	{48, 165, func() pointer { return pointer(new([6]pointer)) }, func() pointer { return pointer(new([48]byte)) }},
	{128, 62, func() pointer { return pointer(new([16]pointer)) }, func() pointer { return pointer(new([128]byte)) }},
	{256, 31, func() pointer { return pointer(new([32]pointer)) }, func() pointer { return pointer(new([256]byte)) }},
	{512, 15, func() pointer { return pointer(new([64]pointer)) }, func() pointer { return pointer(new([512]byte)) }},
	{1024, 8, func() pointer { return pointer(new([127]pointer)) }, func() pointer { return pointer(new([1024]byte)) }},
}

// sink keeps objects from being put on the stack.
var sink pointer

// dense is thread CPU per object of filling spans of which only one slot is
// taken, sparse of spans of which only one slot is free, which makes each
// allocation a refill. All spans are swept before.
func slots(perSpan int, make_ func() pointer) (dense, sparse float64) {
	const spans = 1500
	measure := func(kept func(i int) bool, allocate int) float64 {
		all := make([]pointer, 0, spans*perSpan)
		for i := range spans * perSpan {
			if object := make_(); kept(i % perSpan) {
				all = append(all, object)
			}
		}
		runtime.HeapgoalMark()
		runtime.HeapgoalSweep()
		start := clock(threadCPU)
		for range allocate {
			sink = make_()
		}
		elapsed := clock(threadCPU) - start
		runtime.KeepAlive(all)
		all = nil
		runtime.HeapgoalMark()
		runtime.HeapgoalSweep()
		return float64(elapsed) / float64(allocate)
	}
	dense = measure(func(i int) bool { return i == 0 }, (spans-100)*(perSpan-1))
	sparse = measure(func(i int) bool { return i != perSpan/2 }, spans-100)
	return
}

// alloc fits what allocations took: allocObject + bytes * allocByte + refills * refill.
func alloc() {
	quiet()
	held := runtime.HeapgoalHoldSweeper()
	var byObject, byByte, byRefill []float64
	for range 7 {
		for _, pointers := range []bool{false, true} {
			refill := 0.0
			var dense, sparse []float64
			for _, s := range small {
				make_ := s.noscan
				if pointers {
					make_ = s.scan
				}
				d, o := slots(s.perSpan, make_)
				dense, sparse = append(dense, d), append(sparse, o)
			}
			var a, b float64
			for range 10 {
				var xs, ys, refills []float64
				for i, s := range small {
					xs = append(xs, float64(s.size))
					ys = append(ys, max(0.1, dense[i]-refill/float64(s.perSpan-1)))
				}
				a, b = line(xs, ys)
				for i, s := range small {
					refills = append(refills, sparse[i]-a-b*float64(s.size))
				}
				refill = max(0, median(refills))
			}
			byObject, byByte, byRefill = append(byObject, a), append(byByte, b), append(byRefill, refill)
		}
	}
	report("allocObject", byObject, "thread CPU of allocating 16 to 1024 byte objects with and without pointers into swept spans, per object")
	report("allocByte", byByte, "the same, per byte")
	report("refill", byRefill, "the same with one free slot in each span against all but one, per refill")

	// Large objects in memory new from the system need no zeroing and are not touched.
	runtime.HeapgoalGrow(200)
	hold := make([]pointer, 0, 8000)
	var large []float64
	taking := map[int]float64{}
	for _, kib := range []int{40, 64, 96, 128} {
		taking[kib], _ = spanTimes(uintptr(kib/8), 100)
	}
	for round := range 30 {
		for _, kib := range []int{40, 64, 96, 128} {
			const n = 50
			start := clock(threadCPU)
			for range n {
				hold = append(hold, pointer(unsafe.SliceData(make([]byte, kib<<10))))
			}
			elapsed := float64(clock(threadCPU)-start) / n
			if round >= 10 { // the first ones use up what was free before
				large = append(large, elapsed-taking[kib])
			}
		}
	}
	report("largeAlloc", large, "thread CPU of allocating 40 to 128 KiB objects without pointers in new memory, which needs no zeroing, less spanAlloc")
	runtime.KeepAlive(hold)
	if held {
		runtime.HeapgoalReleaseSweeper()
	}
}

// spanTimes is what taking and giving back a span took.
func spanTimes(pages uintptr, n int) (alloc, free float64) {
	a, f := runtime.HeapgoalSpans(n, pages)
	return float64(a) / float64(n), float64(f) / float64(n)
}
