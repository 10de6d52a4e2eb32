//go:build !go1.25

package runtime

// HeapgoalSizeClass returns the class, object size and span pages the
// allocator uses for a small pointer-free object of the given size (before
// Go 1.25 the table is in package runtime).
func HeapgoalSizeClass(size uintptr) (class int, rounded uintptr, pages int) {
	rounded = roundupsize(size, true)
	for uintptr(class_to_size[class]) != rounded {
		class++
	}
	return class, rounded, int(class_to_allocnpages[class])
}
