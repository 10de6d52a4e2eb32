package main

import (
	"os"
	"os/exec"
	"runtime"
	"sync"
	"syscall"
)

// sched measures goroutines, system calls and other small things on one P.
func sched() {
	runtime.GOMAXPROCS(1)
	const n = 1000
	var creates, switches, calls []float64
	var ended sync.WaitGroup
	for range 200 {
		ended.Add(n)
		start := clock(threadCPU)
		for range n {
			go ended.Done()
		}
		creates = append(creates, float64(clock(threadCPU)-start)/n)
		ended.Wait()
	}
	report("goroutineCreate", creates[20:], "thread CPU of 1000 go statements whose goroutines wait to run, per statement")

	for range 100 {
		switches = append(switches, onThread(func() float64 {
			stop := false
			go func() {
				for !stop {
					runtime.Gosched()
				}
			}()
			start := clock(processCPU)
			for range n {
				runtime.Gosched()
			}
			elapsed := clock(processCPU) - start
			stop = true
			runtime.Gosched()
			return float64(elapsed) / n / 2
		}))
		switches = append(switches, onThread(func() float64 {
			ping, pong := make(chan bool), make(chan bool)
			go func() {
				for range ping {
					pong <- true
				}
			}()
			start := clock(processCPU)
			for range n {
				ping <- true
				<-pong
			}
			elapsed := clock(processCPU) - start
			close(ping)
			return float64(elapsed) / n / 2
		}))
	}
	report("goroutineSwitch", switches, "process CPU of two goroutines that yield or hand over through channels in turn, per switch")

	for range 200 {
		start := clock(threadCPU)
		for range n {
			syscall.Syscall(syscall.SYS_GETPPID, 0, 0, 0)
		}
		calls = append(calls, float64(clock(threadCPU)-start)/n)
	}
	report("syscall", calls, "thread CPU of syscall.Syscall of getppid")
	assists()
	traceLine()
}

// onThread runs f on a goroutine that is not locked to a thread.
func onThread(f func() float64) float64 {
	result := make(chan float64)
	go func() { result <- f() }()
	return <-result
}

// assists measures what an assist takes besides its work.
func assists() {
	build(kinds[1], 1, false, false, false)
	var samples []float64
	for range 40 {
		samples = append(samples, float64(runtime.HeapgoalAssist(100))/100)
		runtime.GC()
	}
	report("assist", samples, "clock time of entering and leaving an assist that is asked to stop at once")
	roots = nil
	runtime.GC()
}

// traceLine compares cycles with and without their gctrace line, which goes to a pipe.
func traceLine() {
	reader := exec.Command("sh", "-c", "cat >/dev/null")
	pipe, err := reader.StdinPipe()
	if err != nil {
		panic(err)
	}
	if err := reader.Start(); err != nil {
		panic(err)
	}
	write := pipe.(*os.File)
	saved, err := syscall.Dup(2)
	if err != nil {
		panic(err)
	}
	syscall.Dup2(int(write.Fd()), 2)
	var samples []float64
	for range 60 {
		for range 2 {
			runtime.GC()
		}
		start := clock(processCPU)
		runtime.GC()
		plain := clock(processCPU) - start
		runtime.HeapgoalGCTrace(true)
		start = clock(processCPU)
		runtime.GC()
		traced := clock(processCPU) - start
		runtime.HeapgoalGCTrace(false)
		samples = append(samples, float64(traced-plain))
	}
	syscall.Dup2(saved, 2)
	pipe.Close()
	reader.Wait()
	report("traceLine", samples, "process CPU of a small cycle with its gctrace line to a pipe that another process reads, less one without; the runtime writes piece by piece")
}
