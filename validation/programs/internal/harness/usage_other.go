//go:build !linux

package harness

// usage is known on Linux only.
type usage struct{}

func readUsage() *usage { return nil }
