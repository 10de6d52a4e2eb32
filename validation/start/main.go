// Command start is the smallest program that tells its MemStats: it prints
// KEY VALUE lines with println, which does not allocate.
package main

import "runtime"

var stats runtime.MemStats

func main() {
	runtime.ReadMemStats(&stats)
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
}
