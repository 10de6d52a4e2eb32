//go:build go1.25

package runtime

import "internal/runtime/gc"

// HeapgoalSizeClass returns the class, object size and span pages the
// allocator uses for a small pointer-free object of the given size (since
// Go 1.25 the table is in internal/runtime/gc).
func HeapgoalSizeClass(size uintptr) (class int, rounded uintptr, pages int) {
	rounded = roundupsize(size, true)
	for uintptr(gc.SizeClassToSize[class]) != rounded {
		class++
	}
	return class, rounded, int(gc.SizeClassToNPages[class])
}
