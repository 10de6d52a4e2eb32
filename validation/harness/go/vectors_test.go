// Package runtime_test, added to the runtime's tests by an overlay: prints
// golden vectors, one component a file, in the format go-runtime-vectors/1
// (validation/vectors/FORMAT.md).

package runtime_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"testing"
)

// noLimit is the memory limit that means "none".
const noLimit = math.MaxInt64

// component is one vector file.
type component struct {
	name, file string
	print      func(p *printer)
}

var components = []component{
	{"pacer", "pacer", printPacer},
	{"cpuLimiter", "limiter", printLimiter},
	{"piController", "pi", printPI},
	{"sizeClass", "sizeclass", printSizeClasses},
	{"byteCount", "bytecount", printByteCounts},
	{"pageHeap", "pageheap", printPageHeap},
	{"pageCache", "pagecache", printPageCache},
	{"scavengeIndex", "scavengeindex", printScavengeIndex},
	{"scavengeCandidate", "scavengecandidate", printScavengeCandidates},
	{"sweepPacing", "sweeppacing", printSweepPacing},
	{"scavengeGoals", "scavengegoals", printScavengeGoals},
	{"scavengerLoop", "scavengerloop", printScavengerLoop},
	{"traceFormat", "traceformat", printTraceFormat},
	{"environment", "environment", printEnvironment},
	{"goRand", "gorand", printGoRand},
	{"idleWorkers", "idleworkers", printIdleWorkers},
}

// TestPrintHeapgoalVectors writes every component's file into HEAPGOAL_OUT.
func TestPrintHeapgoalVectors(t *testing.T) {
	out := os.Getenv("HEAPGOAL_OUT")
	if out == "" {
		t.Skip("HEAPGOAL_OUT is not set")
	}
	seed, err := strconv.ParseUint(os.Getenv("HEAPGOAL_SEED"), 10, 63)
	if err != nil {
		t.Fatalf("HEAPGOAL_SEED: %v", err)
	}
	scale, err := strconv.Atoi(os.Getenv("HEAPGOAL_SCALE"))
	if err != nil || scale < 1 {
		t.Fatalf("HEAPGOAL_SCALE is not a positive number")
	}
	// The runtime's own collector must not run while its parts are borrowed.
	runtime.GC()
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	for _, c := range components {
		if err := printFile(out, c, seed, scale); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
	}
}

// printFile writes one component's file.
func printFile(dir string, c component, seed uint64, scale int) error {
	f, err := os.Create(filepath.Join(dir, c.file+".jsonl"))
	if err != nil {
		return err
	}
	p := &printer{w: bufio.NewWriter(f), scale: scale, rng: newRNG(seed, c.name)}
	fmt.Fprintf(p.w, `{"format":"go-runtime-vectors/1","component":%q,"go":%q}`+"\n", c.name, runtime.Version())
	c.print(p)
	if err := p.w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// printer writes operations and draws their random arguments.
type printer struct {
	w     *bufio.Writer
	scale int
	*rng
}

// emit writes one operation with its arguments.
func (p *printer) emit(op string, args object) {
	p.w.WriteString(`{"op":` + quote(op))
	if len(args) > 0 {
		p.w.WriteString("," + args.members())
	}
	p.w.WriteString("}\n")
}

// emitExpect writes one operation with its arguments and what was observed.
func (p *printer) emitExpect(op string, args, expect object) {
	p.emit(op, append(args[:len(args):len(args)], member{"expect", "{" + expect.members() + "}"}))
}

// object is a JSON object whose members keep their order.
type object []member

type member struct{ key, value string }

func (o object) members() string {
	b := make([]byte, 0, 512)
	for i, m := range o {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, quote(m.key)...)
		b = append(b, ':')
		b = append(b, m.value...)
	}
	return string(b)
}

// num is a small integer: a JSON number.
func num[T ~int | ~int32 | ~int64 | ~uint](key string, v T) member {
	return member{key, strconv.FormatInt(int64(v), 10)}
}

// u64 is an unsigned 64-bit integer: a decimal string.
func u64[T ~uint64 | ~uintptr](key string, v T) member {
	return member{key, `"` + strconv.FormatUint(uint64(v), 10) + `"`}
}

// i64 is a signed 64-bit integer: a decimal string.
func i64(key string, v int64) member {
	return member{key, `"` + strconv.FormatInt(v, 10) + `"`}
}

// f64 is a floating-point value: 16 hex digits of its bit pattern.
func f64(key string, v float64) member { return hex64(key, math.Float64bits(v)) }

// hex64 is a 64-bit pattern: 16 hex digits.
func hex64(key string, v uint64) member {
	return member{key, fmt.Sprintf(`"%016x"`, v)}
}

// words is a chunk's bitmap: word 0 first, 16 hex digits a word.
func words(key string, v [8]uint64) member {
	s := ""
	for _, w := range v {
		s += fmt.Sprintf("%016x", w)
	}
	return member{key, `"` + s + `"`}
}

func boolean(key string, v bool) member { return member{key, strconv.FormatBool(v)} }

func text(key, v string) member { return member{key, quote(v)} }

func quote(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// rng is a splitmix64 generator: the sequences must not depend on the Go
// version's math/rand.
type rng struct{ state uint64 }

// newRNG gives every component its own sequence, so that a change to one
// leaves the files of the others as they were.
func newRNG(seed uint64, name string) *rng {
	r := &rng{seed}
	for _, c := range []byte(name) {
		r.state = r.next() ^ uint64(c)
	}
	return r
}

func (r *rng) next() uint64 {
	r.state += 0x9e3779b97f4a7c15
	z := r.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// n draws from 0 to n-1.
func (r *rng) n(n int) int { return int(r.next() % uint64(n)) }

// oneIn is true once in n draws.
func (r *rng) oneIn(n int) bool { return r.n(n) == 0 }

// between draws from lo to hi, both included.
func (r *rng) between(lo, hi int64) int64 {
	return lo + int64(r.next()%uint64(hi-lo+1))
}

// frac draws from [0,1).
func (r *rng) frac() float64 { return float64(r.next()>>11) / (1 << 53) }

// size draws a number of lo to hi significant bits, every length equally likely.
func (r *rng) size(lo, hi int) int64 {
	bits := r.between(int64(lo), int64(hi))
	if bits == 0 {
		return 0
	}
	return int64(r.next()>>(64-uint(bits)) | 1<<uint(bits-1))
}

// pick draws one of the choices.
func pick[T any](r *rng, choices ...T) T { return choices[r.n(len(choices))] }
