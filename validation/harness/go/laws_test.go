package runtime_test

import (
	"math"
	"math/rand"
	. "runtime"
	"strings"
)

// limiterRun is one CPU limiter under test; its clock sometimes goes backwards.
type limiterRun struct {
	p       *printer
	l       *GCCPULimiter
	now     int64
	procs   int32
	enabled bool
	longest int // bits of the longest step
	busy    bool
}

func printLimiter(p *printer) {
	for i := 0; i < 80*p.scale; i++ {
		r := &limiterRun{p: p, now: p.size(30, 42), procs: int32(1 + p.n(64)), longest: int(p.between(20, 34)), busy: p.oneIn(2)}
		r.l = NewGCCPULimiter(r.now, r.procs)
		r.show("new", object{i64("now", r.now), num("procs", r.procs)})
		for j := 20 + p.n(40); j > 0; j-- {
			r.step()
		}
	}
}

// show writes an operation with the limiter's state after it.
func (r *limiterRun) show(op string, args object) {
	r.p.emitExpect(op, args, object{u64("fill", r.l.Fill()), u64("capacity", r.l.Capacity()), u64("overflow", r.l.Overflow()), boolean("limiting", r.l.Limiting())})
}

func (r *limiterRun) step() {
	p := r.p
	at := r.now + p.size(0, r.longest)
	if p.oneIn(12) {
		at = max(0, r.now-p.size(1, r.longest-2))
	}
	if p.oneIn(3) || r.busy && p.oneIn(2) {
		// A share of the step's processor time; in a busy run more than half of
		// it, sometimes more than there is.
		share := p.size(0, r.longest)
		if r.busy && at > r.now {
			share = int64(float64(at-r.now) * float64(r.procs) * (0.4 + p.frac()*0.8))
		}
		r.l.AddAssistTime(share)
		p.emit("addAssistTime", object{i64("duration", share)})
	}
	switch p.n(9) {
	case 0:
		r.procs = int32(1 + p.n(64))
		r.l.ResetCapacity(at, r.procs)
		r.show("resetCapacity", object{i64("now", at), num("procs", r.procs)})
	case 1, 2:
		at = max(at, r.transition(at))
	default:
		r.l.Update(at)
		r.show("update", object{i64("now", at)})
	}
	r.now = max(r.now, at)
}

// transition starts and finishes a change of the collector's state and
// returns the time of its end.
func (r *limiterRun) transition(at int64) int64 {
	p := r.p
	r.enabled = !r.enabled
	r.l.StartGCTransition(r.enabled, at)
	p.emit("startGCTransition", object{boolean("gcEnabled", r.enabled), i64("now", at)})
	end := at + p.size(0, r.longest-4)
	if p.oneIn(12) {
		end = max(0, at-p.size(1, r.longest-4))
	}
	if p.oneIn(8) { // a transition owns the limiter: this update is dropped
		r.l.Update(end)
		r.show("update", object{i64("now", end)})
	}
	r.l.FinishGCTransition(end)
	r.show("finishGCTransition", object{i64("now", end)})
	return end
}

// printPI drives the controller with ordinary, extreme and non-finite values.
func printPI(p *printer) {
	value := func() float64 {
		if p.oneIn(40) {
			return pick(p.rng, math.Inf(1), math.Inf(-1), math.NaN(), math.MaxFloat64, math.SmallestNonzeroFloat64, math.Copysign(0, -1))
		}
		v := p.frac() * math.Ldexp(1, p.n(8)-5)
		if p.oneIn(8) {
			v = -v
		}
		return v
	}
	for i := 0; i < 40*p.scale; i++ {
		kp, ti, tt := p.frac(), math.Ldexp(1+p.frac(), p.n(24)), math.Ldexp(1+p.frac(), p.n(31))
		lo, hi := -math.Ldexp(p.frac(), p.n(8)), math.Ldexp(p.frac(), p.n(8)-3)
		if p.oneIn(4) { // the scavenger's own constants
			kp, ti, tt, lo, hi = 0.3375, 3.2e6, 1e9, 0.001, 1000
		}
		if p.oneIn(12) {
			tt = math.SmallestNonzeroFloat64
		}
		c := NewPIController(kp, ti, tt, lo, hi)
		p.emit("new", object{f64("kp", kp), f64("ti", ti), f64("tt", tt), f64("min", lo), f64("max", hi)})
		for j := 0; j < 30; j++ {
			in, set, period := value(), value(), math.Ldexp(p.frac(), p.n(32)-3)
			if p.oneIn(50) {
				period = math.MaxFloat64
			}
			out, ok := c.Next(in, set, period)
			p.emitExpect("next", object{f64("input", in), f64("setpoint", set), f64("period", period)}, object{f64("output", out), boolean("ok", ok)})
		}
	}
}

// printSizeClasses covers every size to 1024 and both sides of every later step.
func printSizeClasses(p *printer) {
	show := func(size int) {
		class, rounded, pages := HeapgoalSizeClass(uintptr(size))
		p.emitExpect("class", object{u64("size", uint64(size))}, object{num("class", class), u64("roundedSize", rounded), num("spanPages", pages)})
	}
	const largestSmall = 32760
	for size := 1; size <= 1024; size++ {
		show(size)
	}
	for size := 1024; size < largestSmall; size++ {
		a, _, _ := HeapgoalSizeClass(uintptr(size))
		b, _, _ := HeapgoalSizeClass(uintptr(size + 1))
		if a != b {
			show(size)
			show(size + 1)
		}
	}
	show(largestSmall)
	for i := 0; i < 200*p.scale; i++ {
		show(1 + p.n(largestSmall))
	}
}

// byteCountTexts are the forms people write, and the odd ones.
var byteCountTexts = []string{
	"", "0", "-0", "00", "007", "-", "+", "--1", "+5", "-1", "-5", " 5", "5 ", "1_000", "1e3", "0x10", "1.5GiB", "1,000",
	"B", "0B", "1B", "-B", "+B", "KiB", "-KiB", "+KiB", "iB", "-iB", "1iB", "1Ki", "1K", "1KB", "1kB", "1kib", "1KIB", "1 KiB", "1KiB ", "1KiBB",
	"1KiB", "1MiB", "1GiB", "1TiB", "1PiB", "1EiB", "-1KiB", "+1KiB", "-0KiB", "+0", "+0B", "900MB", "900MiB", "0KiB", "000001GiB",
	"9223372036854775807", "9223372036854775808", "9223372036854775807B", "18446744073709551615", "18446744073709551616", "-9223372036854775808",
	"9007199254740991KiB", "9007199254740992KiB", "8796093022207MiB", "8796093022208MiB", "8589934591GiB", "8589934592GiB", "8388607TiB", "8388608TiB",
	"off", "OFF", "Off", "unlimited", "inf", "NaN", "１GiB", "1GiB\t", "1\n", "∞",
}

// randomByteCount draws a text that is often nearly right.
func randomByteCount(p *printer) string {
	var b strings.Builder
	for i := p.n(2); i > 0; i-- {
		b.WriteString(pick(p.rng, "", "", "", "-", "+", " "))
	}
	for i := p.n(22); i > 0; i-- {
		b.WriteByte(byte('0' + p.n(10)))
		if p.oneIn(2) {
			i--
		}
	}
	b.WriteString(pick(p.rng, "", "B", "KiB", "MiB", "GiB", "TiB", "PiB", "iB", "K", "MB", "kiB", " B", "+", "-"))
	return b.String()
}

func printByteCounts(p *printer) {
	show := func(s string) {
		v, ok := ParseByteCount(s)
		if !ok {
			v = 0
		}
		p.emitExpect("parse", object{text("text", s)}, object{i64("value", v), boolean("ok", ok)})
	}
	for _, s := range byteCountTexts {
		show(s)
	}
	for i := 0; i < 250*p.scale; i++ {
		show(randomByteCount(p))
	}
}

// printGoRand records the generator behind the random streams of the
// runtime's own pacer test, with that test's seeds.
func printGoRand(p *printer) {
	for _, seed := range []int64{0x1, 0x53, 0xe, 0xf, 0x152, 0x0} {
		r := rand.New(rand.NewSource(seed))
		const count = 128
		values := "["
		for i := 0; i < count; i++ {
			if i > 0 {
				values += ","
			}
			values += i64("", r.Int63()).value
		}
		p.emitExpect("sequence", object{i64("seed", seed), num("count", count)}, object{{"values", values + "]"}})
	}
}

// printTraceFormat records the number formats of trace lines.
func printTraceFormat(p *printer) {
	ms := func(ns uint64) { p.emitExpect("ms", object{u64("ns", ns)}, object{text("text", HeapgoalFormatMS(ns))}) }
	seconds := func(v uint64) {
		p.emitExpect("seconds", object{u64("ms", v)}, object{text("text", HeapgoalFormatSeconds(v))})
	}
	float := func(v float64) {
		p.emitExpect("float", object{f64("value", v)}, object{text("text", HeapgoalFormatFloat(v))})
	}
	for _, ns := range []uint64{0, 1, 999, 1000, 1001, 9999, 10000, 23000, 99999, 100000, 279000, 999999, 1000000, 1690000, 9990000, 9999999, 10000000, 10999999, 123456789, math.MaxInt64} {
		ms(ns)
	}
	for _, v := range []uint64{0, 1, 9, 10, 99, 100, 999, 1000, 1001, 12345, 60000, 3600000, 86400000} {
		seconds(v)
	}
	for _, v := range []float64{0, math.Copysign(0, -1), 1, -1, 0.25, 0.1, 0.5, 1.5, 2.5, 9.9999994, 9.9999995, 9.9999996, 10, 100, 0.001, 1e-5, 9.999e-5, 1e5, 1e6, 123456789, 1e20, 1e21, 1e22, 1e100, 1.0 / 3, 2.0 / 3, 0.08333333333333333,
		math.MaxFloat64, math.SmallestNonzeroFloat64, 2.2250738585072014e-308, math.Inf(1), math.Inf(-1), math.NaN()} {
		float(v)
	}
	for i := 0; i < 120*p.scale; i++ {
		ms(uint64(p.size(0, 44)))
		seconds(uint64(p.size(0, 40)))
		float(p.frac() * math.Ldexp(1, p.n(40)-20))
		float(math.Float64frombits(p.next()&^(0x7ff<<52) | uint64(p.n(2047))<<52))
	}
}
