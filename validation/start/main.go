// Command start is the smallest program that tells its MemStats: it prints
// KEY VALUE lines with println, which does not allocate. Objects are told by
// the size of their class, and which of them outlive a cycle.
package main

import "runtime"

var (
	stats runtime.MemStats
	spans runtime.HeapgoalSpanCounts
	later runtime.HeapgoalSpanCounts
)

func main() {
	runtime.ReadMemStats(&stats)
	runtime.HeapgoalCountSpans(&spans)
	for _, field := range [...]struct {
		name  string
		value uint64
	}{
		{"Alloc", stats.Alloc}, {"TotalAlloc", stats.TotalAlloc}, {"Sys", stats.Sys},
		{"Mallocs", stats.Mallocs}, {"Frees", stats.Frees}, {"HeapSys", stats.HeapSys},
		{"HeapIdle", stats.HeapIdle}, {"HeapInuse", stats.HeapInuse}, {"HeapReleased", stats.HeapReleased},
		{"HeapObjects", stats.HeapObjects}, {"StackInuse", stats.StackInuse}, {"StackSys", stats.StackSys},
		{"MSpanInuse", stats.MSpanInuse}, {"MSpanSys", stats.MSpanSys}, {"MCacheInuse", stats.MCacheInuse},
		{"MCacheSys", stats.MCacheSys}, {"BuckHashSys", stats.BuckHashSys}, {"GCSys", stats.GCSys},
		{"OtherSys", stats.OtherSys}, {"NextGC", stats.NextGC},
	} {
		println(field.name, field.value)
	}
	for i, size := range runtime.HeapgoalSizes() {
		println([...]string{"sizeofMspan", "sizeofMcache", "sizeofHeapArena", "sizeofWorkbuf", "sizeofP", "sizeofM", "sizeofG"}[i], size)
	}
	runtime.GC()
	runtime.GC()
	runtime.HeapgoalCountSpans(&later)
	for class, objects := range spans.Objects {
		if objects > 0 {
			printSpanClass("objects.", class, objects)
			printSpanClass("survivors.", class, min(objects, later.Objects[class]))
		}
	}
}

// printSpanClass tells how many objects a span class has.
func printSpanClass(what string, class int, objects uint64) {
	pointers := "scan"
	if class&1 != 0 {
		pointers = "noscan"
	}
	size := uint32(0)
	if class >= 2 {
		size = stats.BySize[min(class/2, len(stats.BySize)-1)].Size
	}
	print(what, pointers, ".", size, " ", objects, "\n")
}
