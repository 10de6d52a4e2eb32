package main

import (
	"runtime"
	"sort"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
)

// pin binds the calling thread to one processor, or to all of mask.
func pin(mask uint64) {
	syscall.RawSyscall(syscall.SYS_SCHED_SETAFFINITY, 0, 8, uintptr(unsafe.Pointer(&mask)))
}

// threads measures what the system does with threads.
func threads() {
	runtime.GOMAXPROCS(2)
	wakes()
	switchCost()
	slices()
	signals()
}

// futex calls the system with a private futex operation.
func futex(word *uint32, operation, value uintptr) {
	syscall.RawSyscall6(syscall.SYS_FUTEX, uintptr(unsafe.Pointer(word)), operation|128, value, 0, 0, 0)
}

// wakes wakes a thread that has been asleep on the other processor for some
// time, and waits until it runs. Threads of a Go program that sleep are those
// of idle Ps, and one that waits for the world to stop; the processor that they
// slept on is mostly idle since.
func wakes() {
	const n = 500
	var samples []float64
	for _, asleep := range []time.Duration{30 * time.Microsecond, 200 * time.Microsecond, 2 * time.Millisecond} {
		var word uint32
		var wokenAt, ready atomic.Int64
		took := make(chan int64)
		go func() {
			runtime.LockOSThread()
			pin(2)
			for range n {
				ready.Add(1)
				for atomic.LoadUint32(&word) == 0 {
					futex(&word, 0, 0)
				}
				took <- runtime.HeapgoalNanotime() - wokenAt.Load()
			}
			pin(3)
		}()
		pin(1)
		for i := range n {
			for ready.Load() <= int64(i) {
				runtime.Gosched()
			}
			for from := time.Now(); time.Since(from) < asleep; {
			}
			wokenAt.Store(runtime.HeapgoalNanotime())
			atomic.StoreUint32(&word, 1)
			futex(&word, 1, 1)
			samples = append(samples, float64(<-took))
			atomic.StoreUint32(&word, 0)
		}
		pin(3)
	}
	report("threadWake", samples, "clock time from a futex wake until the thread runs, which slept 30 µs, 200 µs or 2 ms on the other processor")
	report("stopRunning", samples, "as threadWake: the thread that stops the world sleeps until the last P has stopped")
}

// yields is process CPU per sched_yield while others of our threads do the same on one processor.
func yields(others int) float64 {
	const n = 2000
	var stop, running atomic.Int32
	for range others {
		go func() {
			runtime.LockOSThread()
			pin(1)
			running.Add(1)
			for stop.Load() == 0 {
				syscall.RawSyscall(syscall.SYS_SCHED_YIELD, 0, 0, 0)
			}
			running.Add(-1)
		}()
	}
	for running.Load() < int32(others) {
		runtime.Gosched()
	}
	pin(1)
	start := clock(processCPU)
	for range n {
		syscall.RawSyscall(syscall.SYS_SCHED_YIELD, 0, 0, 0)
	}
	elapsed := clock(processCPU) - start
	stop.Store(1)
	pin(3)
	for running.Load() > 0 {
		time.Sleep(time.Millisecond)
	}
	return float64(elapsed) / n / float64(1+others)
}

// switchCost compares yielding to another thread to yielding to nobody.
func switchCost() {
	var samples []float64
	for range 40 {
		alone := yields(0)
		samples = append(samples, yields(1)-alone)
	}
	report("threadSwitch", samples, "process CPU of sched_yield between two threads bound to one processor, less without another thread, per call")
}

// slices looks for the gaps in the clock of a thread that shares its processor with another.
func slices() {
	var stop atomic.Int32
	ended := make(chan bool)
	go func() {
		runtime.LockOSThread()
		pin(1)
		for stop.Load() == 0 {
		}
		ended <- true
	}()
	pin(1)
	var samples []float64
	begin := runtime.HeapgoalNanotime()
	from, last := begin, begin
	for last-begin < 1_500_000_000 {
		now := runtime.HeapgoalNanotime()
		if now-last > 300_000 {
			samples = append(samples, float64(last-from))
			from = now
		}
		last = now
	}
	stop.Store(1)
	pin(3)
	<-ended
	report("osSlice", samples, "clock time between the gaps that a spinning thread sees on a processor that it shares with another")
}

// signals stops a goroutine that runs without calls on the other P.
func signals() {
	self := make(chan pointer)
	var stop atomic.Int32
	ended := make(chan bool)
	go func() {
		self <- runtime.HeapgoalSelf()
		for stop.Load() == 0 {
		}
		ended <- true
	}()
	g := <-self
	time.Sleep(5 * time.Millisecond)
	var samples []float64
	for range 400 {
		samples = append(samples, float64(runtime.HeapgoalSuspend(g)))
		time.Sleep(200 * time.Microsecond)
	}
	stop.Store(1)
	<-ended
	sort.Float64s(samples)
	report("preemptSignal", samples[:len(samples)/2], "clock time of stopping a goroutine that runs without calls on another P; the faster half, as other programs were running")
}
