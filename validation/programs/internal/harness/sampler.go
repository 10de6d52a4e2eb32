package harness

import (
	"runtime/metrics"
	"sync/atomic"
	"time"
)

// samplePeriod is the distance of two looks at the memory in use.
const samplePeriod = 10 * time.Millisecond

// A sampler follows the memory mapped from the operating system and not given
// back (MemStats: Sys − HeapReleased). It reads runtime/metrics, which neither
// stops the world nor flushes the allocation caches, as ReadMemStats does.
type sampler struct {
	samples []metrics.Sample
	stop    chan struct{}
	stopped chan struct{}
	peak    atomic.Uint64
	count   atomic.Int64
}

func startSampler() *sampler {
	s := &sampler{
		samples: []metrics.Sample{
			{Name: "/memory/classes/total:bytes"},
			{Name: "/memory/classes/heap/released:bytes"},
		},
		stop:    make(chan struct{}),
		stopped: make(chan struct{}),
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
	s.peak.Store(max(s.peak.Load(), s.samples[0].Value.Uint64()-s.samples[1].Value.Uint64()))
	s.count.Add(1)
}

func (s *sampler) finish() {
	close(s.stop)
	<-s.stopped
	s.look()
}

// phase notes when a part of the run began and what had happened by then.
type phase struct {
	Name           string  `json:"name"`
	StartSeconds   float64 `json:"startSeconds"`
	GCCycles       uint64  `json:"gcCycles"`
	AllocatedBytes uint64  `json:"allocatedBytes"`
	HeapLiveBytes  uint64  `json:"heapLiveBytes"`
}

func (r *Run) beginPhase(name string) {
	samples := []metrics.Sample{
		{Name: "/gc/cycles/total:gc-cycles"},
		{Name: "/gc/heap/allocs:bytes"},
		{Name: "/gc/heap/live:bytes"},
	}
	metrics.Read(samples)
	r.phases = append(r.phases, phase{
		Name:           name,
		StartSeconds:   time.Since(r.start).Seconds(),
		GCCycles:       samples[0].Value.Uint64(),
		AllocatedBytes: samples[1].Value.Uint64(),
		HeapLiveBytes:  samples[2].Value.Uint64(),
	})
}
