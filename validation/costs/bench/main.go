// Command bench measures what the Go runtime's parts cost on this machine. It
// is built with the files of validation/probe added to package runtime; see
// validation/measure-costs.sh.
//
//	bench PART...     parts: marks globals stacks sweep alloc pages sched stops
//	bench all         every part, each in a process of its own
//
// It prints one line for each cost: key, median, spread, repeats, method.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"sort"
	"syscall"
	"time"
	"unsafe"
)

// Clocks of clock_gettime.
const (
	processCPU = 2
	threadCPU  = 3
)

// clock reads a clock in nanoseconds.
func clock(id uintptr) int64 {
	var ts syscall.Timespec
	syscall.RawSyscall(syscall.SYS_CLOCK_GETTIME, id, uintptr(unsafe.Pointer(&ts)), 0)
	return ts.Nano()
}

// quantile is the q-quantile of sorted values.
func quantile(sorted []float64, q float64) float64 {
	at := q * float64(len(sorted)-1)
	low := int(at)
	if low+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[low] + (at-float64(low))*(sorted[low+1]-sorted[low])
}

// report prints a cost from its samples. Spread is half the range of the
// middle 80 % over the median.
func report(key string, samples []float64, method string) float64 {
	sort.Float64s(samples)
	if len(samples) == 0 {
		fmt.Fprintf(os.Stderr, "bench: nothing measured for %s\n", key)
		os.Exit(1)
	}
	for i := range samples {
		samples[i] = max(samples[i], 0)
	}
	median := quantile(samples, 0.5)
	spread := 0.0
	if median > 0 {
		spread = (quantile(samples, 0.9) - quantile(samples, 0.1)) / 2 / median
	}
	fmt.Printf("cost\t%s\t%.4g\t%.3f\t%d\t%s\n", key, median, spread, len(samples), method)
	return median
}

// median of samples, which it sorts.
func median(samples []float64) float64 {
	sort.Float64s(samples)
	return quantile(samples, 0.5)
}

// line fits y = a + b*x by least squares of relative errors, with a and b not below 0.
func line(xs, ys []float64) (a, b float64) {
	var sw, sx, sy, sxx, sxy float64
	for i := range xs {
		w := 1 / (ys[i] * ys[i])
		sw += w
		sx += w * xs[i]
		sy += w * ys[i]
		sxx += w * xs[i] * xs[i]
		sxy += w * xs[i] * ys[i]
	}
	b = (sw*sxy - sx*sy) / (sw*sxx - sx*sx)
	a = (sy - b*sx) / sw
	if b < 0 {
		return sy / sw, 0
	}
	if a < 0 {
		return 0, sxy / sxx
	}
	return a, b
}

var parts = []struct {
	name string
	run  func()
}{
	{"marks", marks}, {"globals", globals}, {"stacks", stacks}, {"sweep", sweep}, {"alloc", alloc},
	{"pages", pages}, {"sched", sched}, {"threads", threads}, {"stops", stops},
}

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: bench all | PART...")
		os.Exit(2)
	}
	if os.Args[1] == "all" {
		for _, part := range parts {
			cmd := exec.Command(os.Args[0], part.name)
			cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
			if err := cmd.Run(); err != nil {
				fmt.Fprintf(os.Stderr, "bench: part %s: %v\n", part.name, err)
				os.Exit(1)
			}
		}
		return
	}
	debug.SetGCPercent(-1)
	runtime.LockOSThread()
	for !runtime.HeapgoalHoldScavenger() {
		time.Sleep(time.Millisecond)
	}
next:
	for _, name := range os.Args[1:] {
		for _, part := range parts {
			if part.name == name {
				part.run()
				continue next
			}
		}
		fmt.Fprintf(os.Stderr, "bench: no part %q\n", name)
		os.Exit(2)
	}
}
