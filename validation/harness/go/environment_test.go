package runtime_test

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"runtime/debug"
	"strconv"
	"strings"
)

// childVariable marks a process that only tells its settings.
const childVariable = "HEAPGOAL_SHOW_SETTINGS"

func init() {
	if os.Getenv(childVariable) != "" {
		fmt.Println(debug.SetGCPercent(100), debug.SetMemoryLimit(-1))
		os.Exit(0)
	}
}

// settings starts a process with one variable set and returns the GOGC and
// GOMEMLIMIT it found; died is true when the runtime refused to start.
func settings(variable string) (percent int, limit int64, died bool) {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	cmd := exec.Command(self)
	cmd.Env = []string{childVariable + "=1", variable}
	out, err := cmd.Output()
	if exit, ok := err.(*exec.ExitError); ok && strings.Contains(string(exit.Stderr), "malformed GOMEMLIMIT") {
		return 0, 0, true
	}
	if err != nil {
		panic(fmt.Sprintf("%q: %v", variable, err))
	}
	if _, err := fmt.Sscan(string(out), &percent, &limit); err != nil {
		panic(err)
	}
	return percent, limit, false
}

// percentTexts are the values of GOGC that tell parsers apart.
var percentTexts = []string{
	"", "0", "1", "50", "100", "off", "OFF", "Off", " off", "off ", "-", "+", "--5", "+-5", "-+5", "-0", "+0", "-1", "-5", "-100", "+1", "+50", "+100", " 50", "50 ", "50\n",
	"007", "0000000000000000000050", "-007", "+007", "1_000", "1e3", "1.5", "0x10", "0b1", "0o7", "1,000", "50%", "abc", "a1", "1a", "１００", "NaN", "inf",
	"2147483646", "2147483647", "2147483648", "+2147483647", "+2147483648", "-2147483647", "-2147483648", "-2147483649", "4294967295", "4294967296", "4294967297",
	"9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616", "99999999999999999999999",
}

func printEnvironment(p *printer) {
	percent := func(s string) {
		v, _, _ := settings("GOGC=" + s)
		p.emitExpect("gogc", object{text("text", s)}, object{num("value", v)})
	}
	limit := func(s string) {
		_, v, died := settings("GOMEMLIMIT=" + s)
		p.emitExpect("gomemlimit", object{text("text", s)}, object{i64("value", v), boolean("died", died)})
	}
	for _, s := range percentTexts {
		percent(s)
	}
	for i := 0; i < 40*p.scale; i++ {
		n := p.size(0, 40)
		if p.oneIn(3) {
			n = math.MaxInt32 + p.between(-3, 3)
		}
		percent(pick(p.rng, "", "", "", "-", "+", " ", "0", "--") + strconv.FormatInt(n, 10) + pick(p.rng, "", "", "", "", " ", "x", "."))
	}
	for _, s := range byteCountTexts {
		limit(s)
	}
	for i := 0; i < 40*p.scale; i++ {
		limit(randomByteCount(p))
	}
}
