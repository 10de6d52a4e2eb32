package main

import (
	"runtime"
	"sync"
)

// down keeps some pointers in each of n frames and then waits.
//
//go:noinline
func down(n int, a, b *int, ready *sync.WaitGroup, release chan bool) int {
	if n == 0 {
		ready.Done()
		<-release
		return 0
	}
	var local [8]*int
	local[n&7] = a
	r := down(n-1, b, local[n&3], ready, release)
	if local[n&7] != nil {
		r += *local[n&7]
	}
	return r
}

// stacks fits the CPU time of marks with many parked goroutines to their
// number and the bytes of their stacks; then what growing a stack copies.
func stacks() {
	quiet()
	empty := emptyMark()
	one := new(int)
	var byGoroutine, byByte []float64
	var xs []float64
	var times [][]float64
	const goroutines, repeats = 2000, 9
	for _, depth := range []int{0, 8, 32, 128, 256} {
		var ready, ended sync.WaitGroup
		release := make(chan bool)
		for range goroutines {
			ready.Add(1)
			ended.Add(1)
			go func() {
				defer ended.Done()
				down(depth, one, one, &ready, release)
			}()
		}
		ready.Wait()
		markCPU() // shrinks stacks
		var ys []float64
		for range repeats {
			ys = append(ys, max(1, markCPU()-empty)/goroutines)
		}
		xs = append(xs, float64(runtime.HeapgoalLastCycle().StackScanWork)/goroutines)
		times = append(times, ys)
		close(release)
		ended.Wait()
	}
	for r := range repeats {
		var ys []float64
		for i := range times {
			ys = append(ys, times[i][r])
		}
		a, b := line(xs, ys)
		byGoroutine, byByte = append(byGoroutine, a), append(byByte, b)
	}
	report("stackScanByte", byByte, "process CPU of marks with 2000 parked goroutines of 1 to 257 frames with pointers, per byte of stack in use")
	report("stackScanGoroutine", byGoroutine, "the same marks, per goroutine")

	var byCopy []float64
	for range 30 {
		byCopy = append(byCopy, growthPerByte())
	}
	report("stackCopyByte", byCopy, "thread CPU of recursing to 1 MiB in a new goroutine less doing it again, per byte copied")
}

// recurse uses about bytes of stack.
//
//go:noinline
func recurse(bytes int) byte {
	var frame [256]byte
	frame[bytes&255] = 1
	if bytes > len(frame) {
		return recurse(bytes-len(frame)-64) + frame[bytes&127]
	}
	return frame[0]
}

// growthPerByte grows a stack from its first size past 1 MiB: the copies are
// of 2, 4, 8 ... KiB, all of it in use, so that their sum is about what is in
// use at the end.
func growthPerByte() float64 {
	const depth = 1 << 20
	result := make(chan float64)
	go func() {
		runtime.LockOSThread()
		start := clock(threadCPU)
		recurse(depth)
		first := clock(threadCPU) - start
		start = clock(threadCPU)
		recurse(depth)
		second := clock(threadCPU) - start
		result <- float64(first-second) / depth
	}()
	return <-result
}
