// Package harness is what the example programs share: flags, the division of
// work among goroutines, pacing, and the report printed at the end of a run.
//
// A program sets up its live heap and then hands a function to [Run.Units],
// which calls it once per unit of work. What a unit does depends only on the
// seed and on the unit's number, so that two runs at different settings do the
// same work in whatever order the scheduler chooses.
//
// The harness itself allocates next to nothing while the load runs: its own
// garbage would be part of what is measured.
package harness

import (
	"flag"
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// A Mode says what is fixed in a run.
type Mode string

const (
	// Saturated does a fixed amount of work as fast as the machine allows.
	Saturated Mode = "saturated"
	// Paced starts units at a fixed rate, whether or not earlier ones are
	// finished (open loop), for a fixed time.
	Paced Mode = "paced"
)

// pacedDuration is the length of a paced run without -duration.
const pacedDuration = 15 * time.Second

// Defaults are a program's own values of the common flags.
type Defaults struct {
	Work    int64   // units in saturated mode
	Rate    float64 // units per second in paced mode
	Workers int     // goroutines that do units
}

// A Run is one execution of a program.
type Run struct {
	program  string
	mode     Mode
	duration time.Duration
	work     int64
	rate     float64
	workers  int
	seed     uint64

	start    time.Time
	settings settings
	series   string
	pace     func(unit int64, rate float64) time.Duration
	phasesMu sync.Mutex
	phases   []phase
	sampler  *sampler
	done     atomic.Int64
	latency  histogram
}

// Start parses the command line and begins the run. On bad usage it ends the
// process with status 2.
func Start(program string, defaults Defaults) *Run {
	r := &Run{program: program, start: time.Now(), pace: evenly}
	mode := flag.String("mode", string(Saturated), "saturated: fixed work, as fast as possible; paced: fixed rate, open loop")
	flag.DurationVar(&r.duration, "duration", 0,
		fmt.Sprintf("paced: length of the load (0: %v); saturated: stop after this time even if work is left (0: never)", pacedDuration))
	flag.Int64Var(&r.work, "work", defaults.Work, "units of work in saturated mode")
	flag.Float64Var(&r.rate, "rate", defaults.Rate, "units per second in paced mode")
	flag.IntVar(&r.workers, "workers", defaults.Workers, "goroutines that do the work")
	flag.Uint64Var(&r.seed, "seed", 1, "seed of everything random")
	flag.StringVar(&r.series, "series", "", "file to write the time series to, one line of CSV per 10 ms (default: none)")
	flag.Parse()
	r.mode = Mode(*mode)
	if err := r.check(); err != nil {
		fmt.Fprintf(flag.CommandLine.Output(), "%s: %v\n", program, err)
		flag.Usage()
		os.Exit(2)
	}
	if r.mode == Paced && r.duration == 0 {
		r.duration = pacedDuration
	}
	r.settings = readSettings()
	r.sampler = startSampler(r.start, &r.done)
	r.Phase("setup")
	log.Printf("%s: start, mode %s, seed %d", program, r.mode, r.seed)
	return r
}

func (r *Run) check() error {
	switch {
	case flag.NArg() > 0:
		return fmt.Errorf("unexpected argument %q", flag.Arg(0))
	case r.mode != Saturated && r.mode != Paced:
		return fmt.Errorf("-mode %q: want saturated or paced", r.mode)
	case r.duration < 0:
		return fmt.Errorf("-duration %v: must not be negative", r.duration)
	case r.work <= 0:
		return fmt.Errorf("-work %d: must be positive", r.work)
	case !(r.rate > 0) || math.IsInf(r.rate, 1):
		return fmt.Errorf("-rate %v: must be positive and finite", r.rate)
	case r.workers <= 0:
		return fmt.Errorf("-workers %d: must be positive", r.workers)
	}
	return nil
}

// Mode returns what is fixed in the run.
func (r *Run) Mode() Mode { return r.mode }

// Pace replaces the equal distances of paced mode: due says how long after the
// start of the load a unit is due, given the mean rate. It must not decrease
// from one unit to the next.
func (r *Run) Pace(due func(unit int64, rate float64) time.Duration) { r.pace = due }

// Seed returns the seed of the run.
func (r *Run) Seed() uint64 { return r.seed }

// Workers returns the number of goroutines that will do units.
func (r *Run) Workers() int { return r.workers }

// Rand returns a generator for setting up, apart from the units' streams.
func (r *Run) Rand() *rand.Rand { return rand.New(rand.NewPCG(r.seed, math.MaxUint64)) }

// Planned returns the number of units the run is going to do if it is not cut
// short.
func (r *Run) Planned() int64 {
	if r.mode == Paced {
		return int64(r.rate * r.duration.Seconds())
	}
	return r.work
}

// A Worker is one goroutine that does units.
type Worker struct {
	// ID counts workers from 0.
	ID int
	// Unit is the number of the current unit, from 0.
	Unit int64
	// Rand is the current unit's random stream.
	Rand *rand.Rand

	latency histogram
}

// Units does the run's work: it calls unit once for each unit, from as many
// goroutines as there are workers, and returns when all are done.
func (r *Run) Units(unit func(*Worker)) {
	r.Phase("load")
	log.Printf("%s: ready, %d workers, %d units to do", r.program, r.workers, r.Planned())
	begin := time.Now()
	var next atomic.Int64
	var group sync.WaitGroup
	workers := make([]*Worker, r.workers)
	for id := range workers {
		source := rand.NewPCG(0, 0)
		w := &Worker{ID: id, Rand: rand.New(source)}
		workers[id] = w
		group.Add(1)
		go func() {
			defer group.Done()
			for {
				w.Unit = next.Add(1) - 1
				due, ok := r.await(w.Unit, begin)
				if !ok {
					return
				}
				source.Seed(r.seed, uint64(w.Unit))
				unit(w)
				if r.mode == Paced {
					w.latency.add(time.Since(due))
				}
				r.done.Add(1)
			}
		}()
	}
	stop := r.logProgress()
	group.Wait()
	close(stop)
	for _, w := range workers {
		r.latency.merge(&w.latency)
	}
	r.Phase("end")
}

// await returns when the unit is due, with that time, or reports that the run
// ends before it.
func (r *Run) await(unit int64, begin time.Time) (due time.Time, ok bool) {
	if unit >= r.Planned() {
		return due, false
	}
	if r.mode == Saturated {
		return begin, r.duration == 0 || time.Since(begin) < r.duration
	}
	due = begin.Add(r.pace(unit, r.rate))
	time.Sleep(time.Until(due))
	return due, true
}

// evenly is the pace of a program that does not set one.
func evenly(unit int64, rate float64) time.Duration {
	return time.Duration(float64(unit) / rate * float64(time.Second))
}

// logProgress writes a line now and then, as a service does, until the
// channel it returns is closed.
func (r *Run) logProgress() chan<- struct{} {
	stop := make(chan struct{})
	go func() {
		ticker := time.NewTicker(3 * time.Second)
		defer ticker.Stop()
		for {
			select {
			case <-stop:
				return
			case <-ticker.C:
				log.Printf("%s: %d of %d units done", r.program, r.done.Load(), r.Planned())
			}
		}
	}()
	return stop
}
