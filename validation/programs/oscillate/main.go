// Oscillate serves sessions whose number rises and falls like a day's traffic,
// six days in a run.
//
// The load on the memory manager: a live heap between about 12 and 36 MiB that
// follows a sine, and garbage in proportion to the requests. In paced mode the
// rate of the requests follows the same sine, between a fifth and nine fifths of
// the mean. Each unit serves a request: it opens or closes sessions until their
// number is what the time of day asks for, and works on one.
package main

import (
	"math"
	"math/rand/v2"
	"runtime"
	"strconv"
	"sync"
	"time"

	"heapgoal.example/programs/internal/harness"
)

const (
	days          = 6
	meanSessions  = 24_000
	sessionSwing  = 0.5
	rateSwing     = 0.8
	changePerUnit = 4
)

// A session is a user's basket of items.
type session struct {
	user  string
	items []*item
	next  *session
}

type item struct {
	name  string
	price int64
	image []byte
}

// sessions is a list, newest first.
type sessions struct {
	mu    sync.Mutex
	first *session
	last  *session
	count int
}

func newSession(rnd *rand.Rand) *session {
	s := &session{user: "user-" + strconv.Itoa(rnd.IntN(1<<30)), items: make([]*item, 3+rnd.IntN(5))}
	for i := range s.items {
		s.items[i] = &item{
			name:  "item-" + strconv.Itoa(rnd.IntN(1<<20)),
			price: rnd.Int64N(10_000),
			image: make([]byte, 32+rnd.IntN(160)),
		}
	}
	return s
}

// open adds a session at the end of the list.
func (l *sessions) open(s *session) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.last == nil {
		l.first = s
	} else {
		l.last.next = s
	}
	l.last = s
	l.count++
}

// closeOldest removes the session at the head of the list. It unlinks it from
// its successor too: otherwise a chain of closed sessions could keep all later
// ones alive.
func (l *sessions) closeOldest() *session {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.first
	l.first, s.next = s.next, nil
	l.count--
	return s
}

func (l *sessions) size() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.count
}

// bill sums a session up in words.
func (s *session) bill() []byte {
	var out []byte
	total := int64(0)
	for _, i := range s.items {
		line := s.user + " " + i.name + " " + strconv.FormatInt(i.price, 10) + " " + strconv.Itoa(len(i.image))
		out = append(append(out, line...), '\n')
		total += i.price
	}
	return strconv.AppendInt(out, total, 10)
}

// dayTime is the phase of the sine for a share of the run.
func dayTime(share float64) float64 { return 2 * math.Pi * days * share }

// wanted is the number of sessions for a share of the run.
func wanted(share float64) int {
	return int(meanSessions * (1 + sessionSwing*math.Sin(dayTime(share))))
}

// due is when a unit starts if the rate follows the sine. The number of units
// started by the time t of a run of length T at mean rate r is
// r·t + r·T·swing/(2π·days)·(1 − cos(2π·days·t/T)); its inverse is found by
// halving.
func due(unit int64, rate, runSeconds float64) time.Duration {
	amplitude := rate * runSeconds * rateSwing / (2 * math.Pi * days)
	low, high := 0.0, runSeconds
	for range 40 {
		middle := (low + high) / 2
		if rate*middle+amplitude*(1-math.Cos(dayTime(middle/runSeconds))) < float64(unit) {
			low = middle
		} else {
			high = middle
		}
	}
	return time.Duration(high * float64(time.Second))
}

func main() {
	run := harness.Start("oscillate", harness.Defaults{Work: 520_000, Rate: 45_000, Workers: 4})
	rnd := run.Rand()
	all := new(sessions)
	for range wanted(0) {
		all.open(newSession(rnd))
	}
	planned := float64(run.Planned())
	run.Pace(func(unit int64, rate float64) time.Duration { return due(unit, rate, planned/rate) })
	lengths := make([]int, run.Workers())
	run.Units(func(w *harness.Worker) {
		target := wanted(float64(w.Unit) / planned)
		s := newSession(w.Rand)
		for range changePerUnit {
			if all.size() > target {
				lengths[w.ID] += len(all.closeOldest().bill())
			} else {
				all.open(newSession(w.Rand))
			}
		}
		lengths[w.ID] += len(s.bill())
	})
	run.Finish()
	runtime.KeepAlive(all)
	runtime.KeepAlive(lengths)
}
