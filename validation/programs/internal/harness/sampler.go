package harness

import (
	"bufio"
	"fmt"
	"os"
	"runtime/metrics"
	"strings"
	"sync/atomic"
	"time"
)

// samplePeriod is the distance of two looks at the heap.
const samplePeriod = 10 * time.Millisecond

// maxRows bounds the time series: two minutes. What comes later counts for the
// peak only.
const maxRows = 12_000

// columns of the time series and the metrics that they show. Bytes are written
// as KiB.
var columns = [...]struct{ title, metric string }{
	{"gcCycles", "/gc/cycles/total:gc-cycles"},
	{"heapLiveKiB", "/gc/heap/live:bytes"},
	{"heapGoalKiB", "/gc/heap/goal:bytes"},
	{"heapObjectsKiB", "/memory/classes/heap/objects:bytes"},
	{"heapUnusedKiB", "/memory/classes/heap/unused:bytes"},
	{"heapFreeKiB", "/memory/classes/heap/free:bytes"},
	{"heapReleasedKiB", "/memory/classes/heap/released:bytes"},
	{"heapStacksKiB", "/memory/classes/heap/stacks:bytes"},
	{"sysKiB", "/memory/classes/total:bytes"},
	{"allocatedKiB", "/gc/heap/allocs:bytes"},
}

const (
	releasedColumn = 6
	sysColumn      = 8
)

// A row is one sample of the time series.
type row struct {
	at     time.Duration
	work   int64
	values [len(columns)]uint64
}

// rows is global so that the time series is not a part of the heap that it
// describes.
var rows [maxRows]row

// A sampler follows the heap, and with it the memory mapped from the operating
// system and not given back (MemStats: Sys − HeapReleased). It reads
// runtime/metrics, which neither stops the world nor flushes the allocation
// caches, as ReadMemStats does.
type sampler struct {
	start   time.Time
	work    *atomic.Int64
	samples []metrics.Sample
	stop    chan struct{}
	stopped chan struct{}
	peak    uint64
	count   int64
}

func startSampler(start time.Time, work *atomic.Int64) *sampler {
	s := &sampler{
		start:   start,
		work:    work,
		samples: make([]metrics.Sample, len(columns)),
		stop:    make(chan struct{}),
		stopped: make(chan struct{}),
	}
	for i, c := range columns {
		s.samples[i].Name = c.metric
	}
	s.look()
	go func() {
		defer close(s.stopped)
		ticker := time.NewTicker(samplePeriod)
		defer ticker.Stop()
		for {
			select {
			case <-s.stop:
				return
			case <-ticker.C:
				s.look()
			}
		}
	}()
	return s
}

func (s *sampler) look() {
	metrics.Read(s.samples)
	r := row{at: time.Since(s.start), work: s.work.Load()}
	for i := range s.samples {
		r.values[i] = s.samples[i].Value.Uint64()
	}
	s.peak = max(s.peak, r.values[sysColumn]-r.values[releasedColumn])
	if s.count < maxRows {
		rows[s.count] = r
	}
	s.count++
}

// finish takes a last sample and stops.
func (s *sampler) finish() {
	close(s.stop)
	<-s.stopped
	s.look()
}

// write writes the time series as CSV.
func (s *sampler) write(path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(file)
	fmt.Fprint(out, "milliseconds,workDone")
	for _, c := range columns {
		fmt.Fprint(out, ",", c.title)
	}
	fmt.Fprintln(out)
	for _, r := range rows[:min(s.count, maxRows)] {
		fmt.Fprintf(out, "%d,%d", r.at.Milliseconds(), r.work)
		for i, v := range r.values {
			if strings.HasSuffix(columns[i].metric, ":bytes") {
				v >>= 10
			}
			fmt.Fprint(out, ",", v)
		}
		fmt.Fprintln(out)
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return file.Close()
}

// phase notes when a part of the run began and what had happened by then.
type phase struct {
	Name           string  `json:"name"`
	StartSeconds   float64 `json:"startSeconds"`
	GCCycles       uint64  `json:"gcCycles"`
	AllocatedBytes uint64  `json:"allocatedBytes"`
	HeapLiveBytes  uint64  `json:"heapLiveBytes"`
	WorkDone       int64   `json:"workDone"`
	GCCPUSeconds   float64 `json:"gcCPUSeconds"`
}

// Phase notes that a new part of the run begins. The runtime's CPU seconds are
// those up to the last mark termination.
func (r *Run) Phase(name string) {
	samples := []metrics.Sample{
		{Name: "/gc/cycles/total:gc-cycles"},
		{Name: "/gc/heap/allocs:bytes"},
		{Name: "/gc/heap/live:bytes"},
		{Name: "/cpu/classes/gc/total:cpu-seconds"},
	}
	metrics.Read(samples)
	r.phasesMu.Lock()
	defer r.phasesMu.Unlock()
	r.phases = append(r.phases, phase{
		Name:           name,
		StartSeconds:   time.Since(r.start).Seconds(),
		GCCycles:       samples[0].Value.Uint64(),
		AllocatedBytes: samples[1].Value.Uint64(),
		HeapLiveBytes:  samples[2].Value.Uint64(),
		WorkDone:       r.done.Load(),
		GCCPUSeconds:   samples[3].Value.Float64(),
	})
}
