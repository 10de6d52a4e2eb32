package main

import (
	"fmt"
	"strconv"
)

// A half says what a program's runs may be used for.
type half string

const (
	// tuning programs are those that constants may be fitted to.
	tuning half = "tuning"
	// scoring programs are for judging predictions only.
	scoring half = "scoring"
)

// A program of the corpus is an example program with a size.
type program struct {
	name string
	half half
	// of is the example program, if it has another name.
	of string
	// sizes are arguments of both modes.
	sizes []string
	// work is the number of units of a saturated run, 0 for the program's own.
	work int
	// rate is the number of units per second of a paced run, 0 for the
	// program's own; seconds is its length.
	rate    float64
	seconds int
	// liveMiB is the largest live heap, stacks included, about as gctrace shows
	// it at GOGC=100. Memory limits are multiples of it.
	liveMiB float64
}

// corpus lists the programs. Saturated runs have at least 15 cycles at GOGC=400
// and take two to five seconds on two CPUs; paced ones need about a third of
// two CPUs.
var corpus = []program{
	{name: "rings", half: tuning, seconds: 4, liveMiB: 32},
	{name: "treechurn", half: tuning, sizes: []string{"-depth", "19"}, work: 14_000, rate: 1_100, seconds: 4, liveMiB: 30},
	{name: "batchbuffers", half: tuning, sizes: []string{"-dictionary", "16777216"}, work: 420, rate: 55, seconds: 4, liveMiB: 28},
	{name: "oscillate", half: tuning, seconds: 5, liveMiB: 48},
	{name: "ledger", half: tuning, seconds: 5, liveMiB: 34},
	{name: "crowd", half: tuning, seconds: 4, liveMiB: 34},
	{name: "crowd20", half: tuning, of: "crowd", sizes: []string{"-workers", "20"}, seconds: 4, liveMiB: 26},
	{name: "lrucache", half: scoring, seconds: 4, liveMiB: 33},
	{name: "httpjson", half: scoring, sizes: []string{"-records", "26000"}, work: 30_000, rate: 2_500, seconds: 5, liveMiB: 23},
	{name: "step", half: scoring, seconds: 5, liveMiB: 56},
	{name: "stacks", half: scoring, seconds: 4, liveMiB: 39},
	{name: "idle", half: scoring, seconds: 10, liveMiB: 56},
}

func (p program) binary() string {
	if p.of != "" {
		return p.of
	}
	return p.name
}

// The parts of the grid.
const (
	partBase    = "base"    // GOGC=100 GOMAXPROCS=2, repeated
	partGOGC    = "gogc"    // other GOGC
	partProcs   = "procs"   // other GOMAXPROCS
	partLimit   = "limit"   // memory limits
	partTracing = "tracing" // the base setting with other trace lines, or none
)

var partNames = []string{partBase, partGOGC, partProcs, partLimit, partTracing}

const (
	saturated = "saturated"
	paced     = "paced"
	gctrace   = "gctrace=1"
)

// A run is one execution of a program.
type run struct {
	program program
	part    string
	mode    string
	gogc    string
	limit   string
	procs   int
	repeat  int
	godebug string
	// trace names other trace lines than gctrace in the file's name.
	trace string
}

// grid lists a program's runs.
func (p program) grid() []run {
	base := run{program: p, part: partBase, mode: saturated, gogc: "100", limit: "off", procs: 2, repeat: 1, godebug: gctrace}
	var runs []run
	for repeat := 1; repeat <= 5; repeat++ {
		r := base
		r.repeat = repeat
		runs = append(runs, r)
	}
	for repeat := 1; repeat <= 5; repeat++ {
		r := base
		r.mode, r.repeat = paced, repeat
		runs = append(runs, r)
	}
	for _, mode := range []string{saturated, paced} {
		for _, gogc := range []string{"50", "200", "400"} {
			r := base
			r.part, r.mode, r.gogc = partGOGC, mode, gogc
			runs = append(runs, r)
		}
	}
	for _, mode := range []string{saturated, paced} {
		for _, gogc := range []string{"100", "50", "200", "400"} {
			for _, procs := range []int{1, 4} {
				if mode == paced && gogc != "100" {
					continue
				}
				r := base
				r.part, r.mode, r.gogc, r.procs = partProcs, mode, gogc, procs
				runs = append(runs, r)
			}
		}
	}
	for _, l := range []struct {
		mode, gogc string
		ratio      float64
	}{
		{saturated, "off", 0.7}, {saturated, "off", 0.8}, {saturated, "off", 0.9}, {saturated, "off", 1.1}, {saturated, "off", 1.2}, {saturated, "off", 1.3}, {saturated, "off", 1.6}, {saturated, "off", 2}, {saturated, "off", 3}, {saturated, "off", 5},
		{saturated, "100", 0.8}, {saturated, "100", 0.9}, {saturated, "100", 1.1}, {saturated, "100", 1.3}, {saturated, "100", 1.6}, {saturated, "100", 2}, {saturated, "100", 3},
		{paced, "off", 1.6}, {paced, "off", 3}, {paced, "100", 1.3},
	} {
		r := base
		r.part, r.mode, r.gogc = partLimit, l.mode, l.gogc
		r.limit = strconv.Itoa(int(l.ratio*p.liveMiB+0.5)) + "MiB"
		runs = append(runs, r)
	}
	for _, t := range []struct{ trace, godebug string }{
		{"notrace", ""},
		{"pacertrace", gctrace + ",gcpacertrace=1,scavtrace=1"},
		{"schedtrace", gctrace + ",schedtrace=100"},
	} {
		r := base
		r.part, r.trace, r.godebug = partTracing, t.trace, t.godebug
		runs = append(runs, r)
	}
	return runs
}

// kept says whether the run is one of those that the repository keeps.
func (r run) kept() bool {
	switch r.part {
	case partBase, partGOGC:
		return true
	case partProcs:
		return r.gogc == "100"
	case partLimit:
		return r.mode == saturated
	default:
		return r.trace == "pacertrace"
	}
}

// path is where the run is kept, below the corpus directory and without an
// ending.
func (r run) path() string {
	name := fmt.Sprintf("gogc%s-p%d", r.gogc, r.procs)
	if r.limit != "off" {
		name += "-limit" + r.limit
	}
	if r.trace != "" {
		name += "-" + r.trace
	}
	if r.repeat > 1 {
		name += fmt.Sprintf(".r%d", r.repeat)
	}
	return r.program.name + "/" + r.mode + "/" + name
}

func (r run) arguments() []string {
	args := append([]string{"-mode", r.mode}, r.program.sizes...)
	switch r.mode {
	case saturated:
		if r.program.work > 0 {
			args = append(args, "-work", strconv.Itoa(r.program.work))
		}
	case paced:
		if r.program.rate > 0 {
			args = append(args, "-rate", strconv.FormatFloat(r.program.rate, 'f', -1, 64))
		}
		args = append(args, "-duration", strconv.Itoa(r.program.seconds)+"s")
	}
	return args
}

func (r run) environment() []string {
	return []string{
		"GOGC=" + r.gogc,
		"GOMEMLIMIT=" + r.limit,
		"GOMAXPROCS=" + strconv.Itoa(r.procs),
		"GODEBUG=" + r.godebug,
	}
}
