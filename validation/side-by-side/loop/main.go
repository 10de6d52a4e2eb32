// Command loop allocates objects of one kind in one goroutine and tells what
// the runtime's heap looks like. It is built with validation/probe added to
// package runtime; see validation/side-by-side.sh.
//
//	loop workers                          workers for GOMAXPROCS 1 to 16
//	loop KIND BYTES LIVE ALLOCATE         KIND: scan or noscan
//	loop identities                       ReadMemStats identities in a busy program
//	loop traces                           some seconds of allocation, forced cycles and idleness, for trace lines
//	loop start                            MemStats at the start, and the sizes of the runtime's structures
//
// The second form first allocates LIVE objects that stay, then ALLOCATE that
// do not, each of BYTES. Every line of output is KEY VALUE.
package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"
	"unsafe"
)

// kinds are the types that are allocated.
var kinds = map[string]func() unsafe.Pointer{
	"noscan 48":      func() unsafe.Pointer { return unsafe.Pointer(new([48]byte)) },
	"noscan 128":     func() unsafe.Pointer { return unsafe.Pointer(new([128]byte)) },
	"noscan 600":     func() unsafe.Pointer { return unsafe.Pointer(new([600]byte)) },
	"noscan 65536":   func() unsafe.Pointer { return unsafe.Pointer(new([65536]byte)) },
	"noscan 1048576": func() unsafe.Pointer { return unsafe.Pointer(new([1048576]byte)) },
	"scan 48":        func() unsafe.Pointer { return unsafe.Pointer(new([6]*byte)) },
	"scan 128":       func() unsafe.Pointer { return unsafe.Pointer(new([16]*byte)) },
	"scan 600":       func() unsafe.Pointer { return unsafe.Pointer(new([75]*byte)) },
	"scan 65536":     func() unsafe.Pointer { return unsafe.Pointer(new([8192]*byte)) },
	"scan 1048576":   func() unsafe.Pointer { return unsafe.Pointer(new([131072]*byte)) },
}

// live keeps the objects that stay: global data, so that the heap holds
// nothing but them.
var live [liveMax]unsafe.Pointer

const liveMax = 1 << 17

// sink makes objects escape.
var sink unsafe.Pointer

// cycles are the states after the first cycles.
var cycles [4096]runtime.HeapgoalState

var (
	stats                     runtime.MemStats
	atStart, atEnd, surviving runtime.HeapgoalSpanCounts
	start, end, flushed       runtime.HeapgoalState
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == "workers" {
		workers()
		return
	}
	if len(os.Args) == 2 && os.Args[1] == "start" {
		runtime.ReadMemStats(&stats)
		for i, size := range runtime.HeapgoalSizes() {
			out("sizeof."+[7]string{"mspan", "mcache", "heapArena", "workbuf", "p", "m", "g"}[i], uint64(size))
		}
		outStats()
		return
	}
	if len(os.Args) == 2 && os.Args[1] == "traces" {
		traces()
		return
	}
	if len(os.Args) == 2 && os.Args[1] == "identities" {
		identities()
		return
	}
	if len(os.Args) != 5 {
		println("usage: loop workers | identities | traces | start | KIND BYTES LIVE ALLOCATE")
		os.Exit(2)
	}
	loop(os.Args[1]+" "+os.Args[2], number(os.Args[3]), number(os.Args[4]))
}

// number reads a count.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		println("loop: not a count:", text)
		os.Exit(2)
	}
	return n
}

// out prints KEY VALUE to standard output without allocating.
func out(key string, value uint64) {
	var digits [20]byte
	i := len(digits)
	for {
		i--
		digits[i] = byte('0' + value%10)
		value /= 10
		if value == 0 {
			break
		}
	}
	os.Stdout.WriteString(key)
	os.Stdout.WriteString(" ")
	os.Stdout.Write(digits[i:])
	os.Stdout.WriteString("\n")
}

func loop(kind string, keep, allocate int) {
	allocateOne := kinds[kind]
	if allocateOne == nil || keep > liveMax {
		println("loop: no such kind, or too many to keep:", kind)
		os.Exit(2)
	}
	runtime.HeapgoalRead(&start)
	runtime.HeapgoalCountSpans(&atStart)
	seen, before := 0, runtime.HeapgoalCycles()
	step := func(i int) {
		object := allocateOne()
		if i < keep {
			live[i] = object
		} else {
			sink = object
			sink = nil
		}
		if now := runtime.HeapgoalCycles(); now != before {
			if seen < len(cycles) {
				runtime.HeapgoalRead(&cycles[seen])
				seen++
			}
			before = now
		}
	}
	for i := range keep + allocate {
		step(i)
	}
	sink = nil
	runtime.HeapgoalRead(&end)
	runtime.HeapgoalCountSpans(&atEnd)
	runtime.ReadMemStats(&stats)
	runtime.HeapgoalRead(&flushed)
	finished := runtime.HeapgoalCycles()
	runtime.GC()
	runtime.HeapgoalCountSpans(&surviving)

	out("start.heapLive", start.HeapLive)
	out("start.heapInUse", start.HeapInUse)
	out("start.trigger", start.Trigger)
	out("start.goal", start.Goal)
	out("cycles", uint64(finished))
	for i := range seen {
		c := &cycles[i]
		os.Stdout.WriteString("cycle")
		for _, v := range []uint64{
			uint64(c.NumGC), c.LiveAtStart, c.LiveAtEnd, c.Marked, c.LastGoal, c.Goal,
			c.HeapInUse, c.HeapFree + c.HeapReleased + c.HeapInUse, c.LastStackScan, c.GlobalsScan, uint64(c.HeapScanWork),
		} {
			os.Stdout.WriteString(" " + strconv.FormatUint(v, 10))
		}
		os.Stdout.WriteString("\n")
	}
	out("end.heapLive", end.HeapLive)
	out("flushed.heapLive", flushed.HeapLive)
	out("start.manualSpans", atStart.Manual)
	out("end.manualSpans", atEnd.Manual)
	for class := range atEnd.Spans {
		key := strconv.Itoa(class)
		for _, count := range []struct {
			name  string
			value uint64
		}{
			{"start.spans.", atStart.Spans[class]},
			{"start.objects.", atStart.Objects[class]},
			{"surviving.objects.", surviving.Objects[class]},
			{"end.spans.", atEnd.Spans[class]},
			{"end.objects.", atEnd.Objects[class]},
		} {
			if count.value > 0 {
				out(count.name+key, count.value)
			}
		}
	}
	outStats()
}

// outStats prints the MemStats that were read last.
func outStats() {
	out("Alloc", stats.Alloc)
	out("TotalAlloc", stats.TotalAlloc)
	out("Sys", stats.Sys)
	out("Mallocs", stats.Mallocs)
	out("Frees", stats.Frees)
	out("HeapSys", stats.HeapSys)
	out("HeapIdle", stats.HeapIdle)
	out("HeapInuse", stats.HeapInuse)
	out("HeapReleased", stats.HeapReleased)
	out("HeapObjects", stats.HeapObjects)
	out("StackInuse", stats.StackInuse)
	out("StackSys", stats.StackSys)
	out("MSpanInuse", stats.MSpanInuse)
	out("MSpanSys", stats.MSpanSys)
	out("MCacheInuse", stats.MCacheInuse)
	out("MCacheSys", stats.MCacheSys)
	out("BuckHashSys", stats.BuckHashSys)
	out("GCSys", stats.GCSys)
	out("OtherSys", stats.OtherSys)
	out("NextGC", stats.NextGC)
	out("NumGC", uint64(stats.NumGC))
	out("NumForcedGC", uint64(stats.NumForcedGC))
	out("PauseTotalNs", stats.PauseTotalNs)
}

// workers runs a real cycle at each GOMAXPROCS, then asks a pacer of its own
// what a periodic cycle would get.
func workers() {
	var box runtime.HeapgoalPacerBox
	var s runtime.HeapgoalState
	for procs := 1; procs <= 16; procs++ {
		runtime.GOMAXPROCS(procs)
		runtime.GC()
		runtime.HeapgoalRead(&s)
		_, _, periodic := runtime.HeapgoalPlan(&box, procs, true)
		os.Stdout.WriteString("workers " + strconv.Itoa(procs) + " " + strconv.FormatInt(s.Dedicated, 10) + " " +
			strconv.FormatFloat(s.FractionalGoal, 'g', -1, 64) + " " + strconv.Itoa(int(s.MaxIdle)) + " " + strconv.Itoa(int(periodic)) + "\n")
	}
}

// traces allocates on four goroutines for 700 ms, forces cycles meanwhile and
// after, returns memory, then rests, so that each kind of trace line is printed.
func traces() {
	end := time.Now().Add(700 * time.Millisecond)
	for range 4 {
		go func() {
			var keep [512][]byte
			for i := 0; time.Now().Before(end); i++ {
				keep[i%len(keep)] = make([]byte, 16<<(uint(i*7)%12))
			}
		}()
	}
	for range 4 {
		time.Sleep(300 * time.Millisecond)
		runtime.GC()
	}
	debug.FreeOSMemory()
	time.Sleep(300 * time.Millisecond)
}
