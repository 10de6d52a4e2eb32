// Record runs the example programs at a grid of settings, one at a time and in
// a shuffled order, and keeps what they print. It is called by
// validation/record-corpus.sh, which builds the programs.
//
// The order is shuffled so that what changes with time on the machine (its
// temperature, other load) does not look like an effect of a setting. A run
// that is already recorded is left out, so that a recording can be taken up
// again after an interruption.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// runTimeout is far above what any run takes; one that reaches it has a bug.
const runTimeout = 2 * time.Minute

type options struct {
	binaries, out string
	from          string
	programs      []string
	parts         []string
	keep          bool
	seed          uint64
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("record: ")
	var o options
	var programs, parts string
	flag.StringVar(&o.binaries, "binaries", "", "directory of the built programs")
	flag.StringVar(&o.out, "out", "", "directory to write to")
	flag.StringVar(&programs, "programs", "", "corpus programs to record, separated by commas (default: all)")
	flag.StringVar(&parts, "parts", strings.Join(partNames, ","), "parts of the grid, separated by commas")
	flag.BoolVar(&o.keep, "small", false, "only what the repository keeps, with a series of 50 ms")
	flag.StringVar(&o.from, "from", "", "take the runs from this recording instead of running anything")
	flag.Uint64Var(&o.seed, "seed", 1, "seed of the order")
	flag.Parse()
	if flag.NArg() > 0 || (o.binaries == "") == (o.from == "") || o.out == "" {
		log.Fatal("want -out and either -binaries or -from, and no arguments")
	}
	o.parts = strings.Split(parts, ",")
	for _, p := range o.parts {
		if !slices.Contains(partNames, p) {
			log.Fatalf("no part %q; there are: %s", p, strings.Join(partNames, ", "))
		}
	}
	if programs != "" {
		o.programs = strings.Split(programs, ",")
		for _, name := range o.programs {
			if !slices.ContainsFunc(corpus, func(p program) bool { return p.name == name }) {
				log.Fatalf("no program %q in the corpus", name)
			}
		}
	}
	if err := o.record(); err != nil {
		log.Fatal(err)
	}
}

// record runs what is not recorded yet and writes the index after each run.
func (o *options) record() error {
	if err := o.writeMachine(); err != nil {
		return err
	}
	var runs []run
	for _, p := range corpus {
		if o.programs == nil || slices.Contains(o.programs, p.name) {
			for _, r := range p.grid() {
				if slices.Contains(o.parts, r.part) && (r.kept() || !o.keep) {
					runs = append(runs, r)
				}
			}
		}
	}
	rnd := rand.New(rand.NewPCG(o.seed, 0))
	rnd.Shuffle(len(runs), func(i, j int) { runs[i], runs[j] = runs[j], runs[i] })
	begin := time.Now()
	for i, r := range runs {
		if _, err := os.Stat(filepath.Join(o.out, r.path()+".json")); err == nil {
			continue
		}
		take := o.execute
		if o.from != "" {
			take = o.copy
		}
		note, err := take(r)
		if errors.Is(err, os.ErrNotExist) && o.from != "" {
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w", r.path(), err)
		}
		fmt.Printf("%4d/%d %5.0fs %-48s %s\n", i+1, len(runs), time.Since(begin).Seconds(), r.path(), note)
		if err := o.writeIndex(); err != nil {
			return err
		}
	}
	return o.writeIndex()
}

// execute runs a program and writes its log, report and time series. Standard
// error goes straight to a file: the runtime writes trace lines piece by
// piece, and a reader at a pipe would be woken for each, on a CPU that the
// program wants.
func (o *options) execute(r run) (note string, err error) {
	scratch, err := os.MkdirTemp("", "record")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(scratch)
	series := filepath.Join(scratch, "series.csv")
	traces, err := os.Create(filepath.Join(scratch, "log"))
	if err != nil {
		return "", err
	}
	defer traces.Close()
	var report bytes.Buffer
	cmd := exec.Command(filepath.Join(o.binaries, r.program.binary()), append(r.arguments(), "-series", series)...)
	cmd.Env = append(r.environment(), "PATH=/nowhere", "HOME=/nowhere")
	cmd.Stdout, cmd.Stderr = &report, traces
	if err := cmd.Start(); err != nil {
		return "", err
	}
	timer := time.AfterFunc(runTimeout, func() { _ = cmd.Process.Kill() })
	err = cmd.Wait()
	timer.Stop()
	text, readErr := os.ReadFile(traces.Name())
	if err != nil {
		return "", fmt.Errorf("%w\n%s", err, lastLines(text, 5))
	}
	if readErr != nil {
		return "", readErr
	}
	rows, err := os.ReadFile(series)
	if err != nil {
		return "", err
	}
	return o.write(r, text, rows, report.Bytes())
}

// copy takes a run from another recording.
func (o *options) copy(r run) (note string, err error) {
	base := filepath.Join(o.from, r.path())
	report, err := os.ReadFile(base + ".json")
	if err != nil {
		return "", err
	}
	text, err := readCompressed(base + ".log.gz")
	if err != nil {
		return "", err
	}
	rows, err := readCompressed(base + ".series.csv.gz")
	if err != nil {
		return "", err
	}
	return o.write(r, text, rows, report)
}

// write keeps a run. The report comes last: it tells that the run is complete.
func (o *options) write(r run, text, rows, report []byte) (note string, err error) {
	if o.keep {
		rows = everyFifth(rows)
	}
	base := filepath.Join(o.out, r.path())
	if err := os.MkdirAll(filepath.Dir(base), 0o755); err != nil {
		return "", err
	}
	if err := writeCompressed(base+".log.gz", text); err != nil {
		return "", err
	}
	if err := writeCompressed(base+".series.csv.gz", rows); err != nil {
		return "", err
	}
	if err := os.WriteFile(base+".json", report, 0o644); err != nil {
		return "", err
	}
	return summary(report)
}

// summary is what the progress line says of a run.
func summary(report []byte) (string, error) {
	var s struct {
		WallSeconds float64 `json:"wallSeconds"`
		MemStats    struct{ NumGC int }
		Metrics     map[string]float64 `json:"metrics"`
		Usage       struct {
			User     float64 `json:"userSeconds"`
			System   float64 `json:"systemSeconds"`
			Switches int     `json:"involuntarySwitches"`
		} `json:"processUsage"`
	}
	if err := json.Unmarshal(report, &s); err != nil {
		return "", err
	}
	limiter := ""
	if s.Metrics["/gc/limiter/last-enabled:gc-cycle"] > 0 {
		limiter = " limiter"
	}
	return fmt.Sprintf("%5.1fs %4d GCs, %.1f CPU-s, %d switches%s",
		s.WallSeconds, s.MemStats.NumGC, s.Usage.User+s.Usage.System, s.Usage.Switches, limiter), nil
}

func lastLines(text []byte, n int) []byte {
	lines := bytes.Split(bytes.TrimSpace(text), []byte("\n"))
	return bytes.Join(lines[max(0, len(lines)-n):], []byte("\n"))
}

// everyFifth keeps the title and every fifth row.
func everyFifth(rows []byte) []byte {
	var out []byte
	for i, line := range bytes.SplitAfter(rows, []byte("\n")) {
		if i == 0 || i%5 == 1 {
			out = append(out, line...)
		}
	}
	return out
}

func readCompressed(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

func writeCompressed(path string, data []byte) error {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(data); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return os.WriteFile(path, out.Bytes(), 0o644)
}

// writeIndex lists every run of the full grid that is recorded, in the grid's
// order.
func (o *options) writeIndex() error {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	rows := [][]string{{"file", "program", "half", "mode", "part", "gogc", "gomemlimit", "gomaxprocs", "repeat", "godebug", "arguments"}}
	for _, p := range corpus {
		for _, r := range p.grid() {
			if _, err := os.Stat(filepath.Join(o.out, r.path()+".json")); errors.Is(err, os.ErrNotExist) {
				continue
			} else if err != nil {
				return err
			}
			rows = append(rows, []string{
				r.path(), p.name, string(p.half), r.mode, r.part, r.gogc, r.limit, strconv.Itoa(r.procs),
				strconv.Itoa(r.repeat), r.godebug, strings.Join(r.arguments(), " "),
			})
		}
	}
	if err := w.WriteAll(rows); err != nil {
		return err
	}
	path := filepath.Join(o.out, "index.csv")
	if err := os.WriteFile(path+".new", out.Bytes(), 0o644); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}
