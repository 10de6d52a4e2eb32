package harness

import (
	"syscall"
	"time"
)

// usage is the operating system's account of the process. Many involuntary
// switches mean that other processes wanted the same CPUs.
type usage struct {
	UserSeconds         float64 `json:"userSeconds"`
	SystemSeconds       float64 `json:"systemSeconds"`
	MaxResidentBytes    int64   `json:"maxResidentBytes"`
	InvoluntarySwitches int64   `json:"involuntarySwitches"`
}

func readUsage() *usage {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return nil
	}
	return &usage{
		UserSeconds:         time.Duration(u.Utime.Nano()).Seconds(),
		SystemSeconds:       time.Duration(u.Stime.Nano()).Seconds(),
		MaxResidentBytes:    int64(u.Maxrss) << 10,
		InvoluntarySwitches: int64(u.Nivcsw),
	}
}
