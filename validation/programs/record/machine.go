package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// A machine is what may matter for the numbers of a recording. It names
// neither the host nor any path.
type machine struct {
	GoVersion  string   `json:"goVersion"`
	GOOS       string   `json:"GOOS"`
	GOARCH     string   `json:"GOARCH"`
	CPU        string   `json:"cpu"`
	Cores      int      `json:"cores"`
	MemoryGiB  int      `json:"memoryGiB"`
	Kernel     string   `json:"kernel"`
	HugePages  string   `json:"transparentHugePages"`
	OrderSeed  uint64   `json:"orderSeed"`
	SeriesStep string   `json:"seriesStep"`
	Notes      []string `json:"notes"`
}

// firstField returns the value of a "name : value" line of a file of /proc, ""
// if there is none.
func firstField(path, name string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	for _, line := range strings.Split(string(text), "\n") {
		key, value, found := strings.Cut(line, ":")
		if found && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// setting returns what a file of /sys or /proc holds, "" if there is none.
func setting(path string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(text))
}

// chosen returns the word in brackets.
func chosen(words string) string {
	_, after, _ := strings.Cut(words, "[")
	word, _, _ := strings.Cut(after, "]")
	return word
}

// facts are those of this machine, or of the one of the recording that the runs
// are taken from.
func (o *options) facts() (machine, error) {
	if o.from != "" {
		var m machine
		text, err := os.ReadFile(filepath.Join(o.from, "machine.json"))
		if err != nil {
			return m, err
		}
		return m, json.Unmarshal(text, &m)
	}
	kib, _ := strconv.Atoi(strings.TrimSuffix(firstField("/proc/meminfo", "MemTotal"), " kB"))
	kernel, _, _ := strings.Cut(setting("/proc/sys/kernel/osrelease"), "-")
	m := machine{
		GoVersion: runtime.Version(), GOOS: runtime.GOOS, GOARCH: runtime.GOARCH,
		CPU: firstField("/proc/cpuinfo", "model name"), Cores: runtime.NumCPU(), MemoryGiB: (kib + 1<<19) >> 20,
		Kernel:    kernel,
		HugePages: chosen(setting("/sys/kernel/mm/transparent_hugepage/enabled")),
		OrderSeed: o.seed, SeriesStep: "10ms",
		Notes: []string{
			"One program at a time, in shuffled order.",
			"GODEBUG output went to a file, not to a pipe.",
			"involuntarySwitches in a report tell how much other programs disturbed the run.",
		},
	}
	if m.Cores < 4 {
		m.Notes = append(m.Notes, "Runs at GOMAXPROCS=4 have more Ps than the machine has cores.")
	}
	return m, nil
}

func (o *options) writeMachine() error {
	m, err := o.facts()
	if err != nil {
		return err
	}
	if o.keep {
		m.SeriesStep = "50ms"
	}
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.out, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(o.out, "machine.json"), append(text, '\n'), 0o644)
}
