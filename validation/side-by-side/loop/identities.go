package main

import (
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"
)

// identity is a relation between fields of MemStats that must always hold.
type identity struct {
	name string
	hold func(m, last *runtime.MemStats) bool
}

var identitiesOfMemStats = []identity{
	{"Sys = sum of the Sys fields", func(m, _ *runtime.MemStats) bool {
		return m.Sys == m.HeapSys+m.StackSys+m.MSpanSys+m.MCacheSys+m.BuckHashSys+m.GCSys+m.OtherSys
	}},
	{"HeapSys = HeapInuse + HeapIdle", func(m, _ *runtime.MemStats) bool { return m.HeapSys == m.HeapInuse+m.HeapIdle }},
	{"HeapReleased <= HeapIdle", func(m, _ *runtime.MemStats) bool { return m.HeapReleased <= m.HeapIdle }},
	{"HeapAlloc = Alloc <= HeapInuse", func(m, _ *runtime.MemStats) bool { return m.HeapAlloc == m.Alloc && m.Alloc <= m.HeapInuse }},
	{"HeapObjects = Mallocs - Frees", func(m, _ *runtime.MemStats) bool { return m.HeapObjects == m.Mallocs-m.Frees && m.Frees <= m.Mallocs }},
	{"NumForcedGC <= NumGC", func(m, _ *runtime.MemStats) bool { return m.NumForcedGC <= m.NumGC }},
	{"PauseTotalNs = sum of PauseNs while NumGC <= 256", func(m, _ *runtime.MemStats) bool {
		var sum uint64
		for _, p := range m.PauseNs {
			sum += p
		}
		return sum == m.PauseTotalNs || m.NumGC > 256 && sum < m.PauseTotalNs
	}},
	{"PauseEnd at NumGC = LastGC", func(m, _ *runtime.MemStats) bool { return m.PauseEnd[(m.NumGC+255)%256] == m.LastGC }},
	{"StackInuse <= StackSys, MSpanInuse <= MSpanSys, MCacheInuse <= MCacheSys", func(m, _ *runtime.MemStats) bool {
		return m.StackInuse <= m.StackSys && m.MSpanInuse <= m.MSpanSys && m.MCacheInuse <= m.MCacheSys
	}},
	{"0 <= GCCPUFraction <= 1", func(m, _ *runtime.MemStats) bool { return m.GCCPUFraction >= 0 && m.GCCPUFraction <= 1 }},
	{"HeapInuse, HeapIdle, HeapSys, HeapReleased, StackInuse in pages of 8192", func(m, _ *runtime.MemStats) bool {
		return (m.HeapInuse|m.HeapIdle|m.HeapSys|m.HeapReleased|m.StackInuse)%8192 == 0
	}},
	{"MCacheInuse = size of mcache * GOMAXPROCS", func(m, _ *runtime.MemStats) bool {
		return m.MCacheInuse == uint64(runtime.HeapgoalSizes()[1])*uint64(runtime.GOMAXPROCS(0))
	}},
	{"EnableGC, Lookups = 0", func(m, _ *runtime.MemStats) bool { return m.EnableGC && m.Lookups == 0 }},
	{"BySize Frees <= Mallocs", func(m, _ *runtime.MemStats) bool {
		for _, s := range m.BySize {
			if s.Frees > s.Mallocs {
				return false
			}
		}
		return true
	}},
	{"Mallocs, Frees, TotalAlloc, PauseTotalNs, NumGC, NumForcedGC never fall", func(m, last *runtime.MemStats) bool {
		return m.Mallocs >= last.Mallocs && m.Frees >= last.Frees && m.TotalAlloc >= last.TotalAlloc &&
			m.PauseTotalNs >= last.PauseTotalNs && m.NumGC >= last.NumGC && m.NumForcedGC >= last.NumForcedGC
	}},
}

// identities reads MemStats again and again while four goroutines allocate,
// and counts how often each relation held.
func identities() {
	var stop sync.WaitGroup
	end := time.Now().Add(1500 * time.Millisecond)
	for n := range 4 {
		stop.Add(1)
		go func() {
			defer stop.Done()
			var keep [512][]byte
			for i := 0; time.Now().Before(end); i++ {
				keep[i%len(keep)] = make([]byte, 16<<(uint(i*7+n)%12))
				if i%20000 == 0 {
					runtime.GC()
				}
			}
		}()
	}
	held := make([]int, len(identitiesOfMemStats))
	reads := 0
	var last, now runtime.MemStats
	for time.Now().Before(end) {
		runtime.ReadMemStats(&now)
		for i, identity := range identitiesOfMemStats {
			if identity.hold(&now, &last) {
				held[i]++
			}
		}
		reads++
		last = now
		time.Sleep(100 * time.Microsecond)
	}
	stop.Wait()
	for i, identity := range identitiesOfMemStats {
		os.Stdout.WriteString("identity " + strconv.Itoa(held[i]) + " " + strconv.Itoa(reads) + " " + identity.name + "\n")
	}
}
