package runtime_test

import (
	. "runtime"
	"syscall"
	"testing"
	"time"
)

// steadyMutator is an idealised program in a steady state: constant
// allocation and scan rates, a live heap that stops growing after some
// cycles, every assist paid at once.
type steadyMutator struct {
	c         *GCController
	cores     float64
	allocated uint64 // during the previous cycle's mark
	steps     int
}

const (
	benchCycles    = 50
	benchStep      = 500 * time.Microsecond
	benchStack     = 8 << 10
	benchGlobals   = 32 << 10
	benchAllocRate = 33.0   // KiB per processor millisecond
	benchScanRate  = 1024.0 // KiB per processor millisecond
)

// cycle runs one collection; growth is this cycle's factor for the live heap.
func (m *steadyMutator) cycle(first bool, growth float64) {
	c := m.c
	c.StartCycle(benchStack, benchGlobals, 1, int(m.cores))
	marked := int64(256 << 10)
	if !first {
		marked = int64(float64(c.HeapMarked()-m.allocated) * growth)
	}
	left := GCControllerReviseDelta{HeapScanWork: marked, StackScanWork: benchStack, GlobalsScanWork: benchGlobals}
	m.allocated = 0
	var assist, duration int64
	for work := left.HeapScanWork + benchStack + benchGlobals; work > 0; {
		// The assist ratio decides how the processors are shared.
		pay := c.AssistWorkPerByte() * benchAllocRate
		u := max(pay/(pay+benchScanRate), GCBackgroundUtilization)
		const kib = 1024 * float64(benchStep) / 1e6
		elapsed := int64(benchStep)
		scan := int64(benchScanRate * kib * m.cores * u)
		alloc := int64(benchAllocRate * kib * m.cores * (1 - u))
		if work < scan {
			scan = work
			elapsed = int64(float64(scan) * float64(benchStep) / (benchScanRate * kib * m.cores * u))
			alloc = int64(benchAllocRate * kib * float64(elapsed) / float64(benchStep) * m.cores * (1 - u))
		}
		work -= scan
		done := GCControllerReviseDelta{HeapLive: alloc, HeapScan: alloc}
		for _, part := range []struct{ from, to *int64 }{
			{&left.GlobalsScanWork, &done.GlobalsScanWork},
			{&left.StackScanWork, &done.StackScanWork},
			{&left.HeapScanWork, &done.HeapScanWork},
		} {
			n := min(scan, *part.from)
			*part.from -= n
			*part.to += n
			scan -= n
		}
		c.Revise(done)
		m.steps++
		assist += int64(float64(elapsed) * m.cores * (u - GCBackgroundUtilization))
		duration += elapsed
		m.allocated += uint64(alloc)
	}
	c.EndCycle(uint64(marked)+m.allocated, assist, duration, int(m.cores))
}

// cpuTime returns the CPU time that the process has used so far.
func cpuTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkHeapgoalPacerSteps reports the time of one step: advancing the
// mutator and revising the assist ratio once. On a busy machine compare by
// cpu-ns/step, which leaves out the time spent waiting for a processor.
func BenchmarkHeapgoalPacerSteps(b *testing.B) {
	cpuBefore := cpuTime(b)
	steps := 0
	var last *GCController
	for i := 0; i < b.N; i++ {
		m := steadyMutator{c: NewGCController(100, noLimit), cores: 8}
		for cycle := 0; cycle < benchCycles; cycle++ {
			// The live heap doubles at first and settles after twelve more cycles.
			m.cycle(cycle == 0, 2-min(float64(cycle)/12, 1))
		}
		steps += m.steps
		last = m.c
	}
	b.StopTimer()
	b.ReportMetric(float64(cpuTime(b)-cpuBefore)/float64(steps), "cpu-ns/step")
	if live := last.HeapMarked(); live != 0 {
		b.ReportMetric(float64(live), "final-live-bytes")
	}
	b.ReportMetric(float64(b.Elapsed())/float64(steps), "ns/step")
	b.ReportMetric(float64(steps)/b.Elapsed().Seconds(), "steps/s")
	b.ReportMetric(float64(steps)/float64(b.N), "steps/run")
}
