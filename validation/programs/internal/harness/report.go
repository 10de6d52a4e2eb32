package harness

import (
	"encoding/json"
	"log"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strings"
	"time"
)

// report is the object printed at the end of a run.
type report struct {
	Program     string         `json:"program"`
	Settings    settings       `json:"settings"`
	Mode        Mode           `json:"mode"`
	Seed        uint64         `json:"seed"`
	Workers     int            `json:"workers"`
	RatePerSec  float64        `json:"ratePerSecond,omitempty"`
	PlannedWork int64          `json:"plannedWork"`
	WorkDone    int64          `json:"workDone"`
	WallSeconds float64        `json:"wallSeconds"`
	Phases      []phase        `json:"phases"`
	Latency     *latency       `json:"latencySeconds,omitempty"`
	PeakMapped  uint64         `json:"peakMappedBytes"`
	Samples     int64          `json:"samples"`
	MemStats    memStats       `json:"memStats"`
	BySize      []sizeClass    `json:"bySize"`
	Metrics     map[string]any `json:"metrics"`
	Pauses      *distribution  `json:"gcPauseSeconds,omitempty"`
	SchedWaits  *distribution  `json:"schedLatencySeconds,omitempty"`
	Usage       *usage         `json:"processUsage,omitempty"`
}

// settings are those in force when the program started. GOGC and GOMEMLIMIT
// are numbers, or "off".
type settings struct {
	GOGC       any    `json:"GOGC"`
	GOMEMLIMIT any    `json:"GOMEMLIMIT"`
	GOMAXPROCS int    `json:"GOMAXPROCS"`
	GODEBUG    string `json:"GODEBUG"`
	NumCPU     int    `json:"numCPU"`
	GoVersion  string `json:"goVersion"`
	GOARCH     string `json:"GOARCH"`
}

// A sizeClass says how many objects of a size class are alive or not yet swept.
type sizeClass struct {
	Size   uint32 `json:"size"`
	Allocs uint64 `json:"allocs"`
	Frees  uint64 `json:"frees"`
}

// A distribution sums up a histogram of the runtime. Quantiles are upper edges
// of its buckets.
type distribution struct {
	Count uint64  `json:"count"`
	P50   float64 `json:"p50"`
	P90   float64 `json:"p90"`
	P99   float64 `json:"p99"`
	Max   float64 `json:"max"`
}

// readSettings asks the runtime through runtime/metrics:
// debug.SetGCPercent would answer too, but only by changing the value, which
// stops the world and recomputes the goal.
func readSettings() settings {
	samples := []metrics.Sample{{Name: "/gc/gogc:percent"}}
	metrics.Read(samples)
	s := settings{
		GOGC:       samples[0].Value.Uint64(),
		GOMEMLIMIT: debug.SetMemoryLimit(-1),
		GOMAXPROCS: runtime.GOMAXPROCS(0),
		GODEBUG:    os.Getenv("GODEBUG"),
		NumCPU:     runtime.NumCPU(),
		GoVersion:  runtime.Version(),
		GOARCH:     runtime.GOARCH,
	}
	if s.GOGC == uint64(math.MaxUint64) {
		s.GOGC = "off"
	}
	if s.GOMEMLIMIT == int64(math.MaxInt64) {
		s.GOMEMLIMIT = "off"
	}
	return s
}

type latency struct {
	P50  float64 `json:"p50"`
	P90  float64 `json:"p90"`
	P99  float64 `json:"p99"`
	P999 float64 `json:"p999"`
	Max  float64 `json:"max"`
}

// memStats are the fields of runtime.MemStats that describe the whole process.
type memStats struct {
	NumGC         uint32
	NumForcedGC   uint32
	PauseTotalNs  uint64
	PauseMedianNs uint64 // of the last 256 cycles' pauses
	PauseMaxNs    uint64 // of the last 256 cycles' pauses
	GCCPUFraction float64
	TotalAlloc    uint64
	Mallocs       uint64
	Frees         uint64
	HeapAlloc     uint64
	HeapObjects   uint64
	HeapInuse     uint64
	HeapIdle      uint64
	HeapSys       uint64
	HeapReleased  uint64
	StackInuse    uint64
	StackSys      uint64
	MSpanInuse    uint64
	MCacheInuse   uint64
	GCSys         uint64
	OtherSys      uint64
	Sys           uint64
	NextGC        uint64
}

func readMemStats() (memStats, []sizeClass) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	pauses := m.PauseNs[:min(int(m.NumGC), len(m.PauseNs))]
	slices.Sort(pauses)
	out := memStats{
		NumGC: m.NumGC, NumForcedGC: m.NumForcedGC,
		PauseTotalNs: m.PauseTotalNs, GCCPUFraction: m.GCCPUFraction,
		TotalAlloc: m.TotalAlloc, Mallocs: m.Mallocs, Frees: m.Frees,
		HeapAlloc: m.HeapAlloc, HeapObjects: m.HeapObjects,
		HeapInuse: m.HeapInuse, HeapIdle: m.HeapIdle, HeapSys: m.HeapSys, HeapReleased: m.HeapReleased,
		StackInuse: m.StackInuse, StackSys: m.StackSys,
		MSpanInuse: m.MSpanInuse, MCacheInuse: m.MCacheInuse,
		GCSys: m.GCSys, OtherSys: m.OtherSys, Sys: m.Sys, NextGC: m.NextGC,
	}
	if n := len(pauses); n > 0 {
		out.PauseMedianNs, out.PauseMaxNs = pauses[n/2], pauses[n-1]
	}
	var classes []sizeClass
	for _, c := range m.BySize {
		if c.Mallocs > 0 {
			classes = append(classes, sizeClass{Size: c.Size, Allocs: c.Mallocs, Frees: c.Frees})
		}
	}
	return out, classes
}

// reported are the prefixes of the runtime/metrics names in the report.
var reported = []string{"/cpu/classes/", "/gc/", "/memory/classes/"}

// readMetrics returns the single-valued metrics of the runtime. The CPU
// classes are those of the last mark termination.
func readMetrics() map[string]any {
	var samples []metrics.Sample
	for _, d := range metrics.All() {
		if slices.ContainsFunc(reported, func(prefix string) bool { return strings.HasPrefix(d.Name, prefix) }) {
			samples = append(samples, metrics.Sample{Name: d.Name})
		}
	}
	metrics.Read(samples)
	values := make(map[string]any)
	for _, s := range samples {
		switch s.Value.Kind() {
		case metrics.KindUint64:
			values[s.Name] = s.Value.Uint64()
		case metrics.KindFloat64:
			values[s.Name] = s.Value.Float64()
		}
	}
	return values
}

// readDistribution reads a histogram of the runtime, nil if it has none of this
// name.
func readDistribution(name string) *distribution {
	samples := []metrics.Sample{{Name: name}}
	metrics.Read(samples)
	if samples[0].Value.Kind() != metrics.KindFloat64Histogram {
		return nil
	}
	h := samples[0].Value.Float64Histogram()
	d := &distribution{}
	for _, n := range h.Counts {
		d.Count += n
	}
	quantile := func(q float64) float64 {
		rank, seen := uint64(q*float64(d.Count)), uint64(0)
		for i, n := range h.Counts {
			if seen += n; n > 0 && (seen > rank || seen == d.Count) {
				if edge := h.Buckets[i+1]; !math.IsInf(edge, 1) {
					return edge
				}
				return h.Buckets[i]
			}
		}
		return 0
	}
	d.P50, d.P90, d.P99, d.Max = quantile(0.5), quantile(0.9), quantile(0.99), quantile(1)
	return d
}

// Finish ends the run and prints its report, one JSON object on one line of
// standard output. The live heap must still be reachable here.
func (r *Run) Finish() {
	wall := time.Since(r.start)
	r.sampler.finish()
	out := report{
		Program: r.program, Settings: r.settings, Mode: r.mode, Seed: r.seed, Workers: r.workers,
		PlannedWork: r.Planned(), WorkDone: r.done.Load(), WallSeconds: wall.Seconds(), Phases: r.phases,
		PeakMapped: r.sampler.peak, Samples: r.sampler.count,
		Metrics: readMetrics(), Usage: readUsage(),
		Pauses:     readDistribution("/sched/pauses/total/gc:seconds"),
		SchedWaits: readDistribution("/sched/latencies:seconds"),
	}
	out.MemStats, out.BySize = readMemStats()
	if r.mode == Paced {
		out.RatePerSec = r.rate
		h := &r.latency
		out.Latency = &latency{
			P50:  h.quantile(0.5).Seconds(),
			P90:  h.quantile(0.9).Seconds(),
			P99:  h.quantile(0.99).Seconds(),
			P999: h.quantile(0.999).Seconds(),
			Max:  h.max.Seconds(),
		}
	}
	log.Printf("%s: done in %.3fs", r.program, wall.Seconds())
	if err := json.NewEncoder(os.Stdout).Encode(out); err != nil {
		log.Fatal(err)
	}
	if r.series != "" {
		if err := r.sampler.write(r.series); err != nil {
			log.Fatal(err)
		}
	}
}
