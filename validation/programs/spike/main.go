// Spike is a service with a small live heap that now and then needs four times
// as much for a while.
//
// The load on the memory manager: 16 MiB of live sessions and a steady, modest
// amount of garbage; four times in a run a report of three times the sessions'
// size is loaded at once, kept for two fifths of the period, and dropped. The
// heap goal follows up at once and down only with the next cycle; a memory
// limit that fits the calm times does not fit the spikes. Each unit serves one
// request of a session.
package main

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"heapgoal.example/programs/internal/harness"
)

const (
	sessionCount = 28_000
	historySize  = 12
	spikes       = 4
	reportRows   = 260_000
)

// A session remembers the user's last requests.
type session struct {
	mu      sync.Mutex
	user    string
	history [historySize]string
	next    int
}

// A row is a part of a report; a report is what makes the spike.
type row struct {
	session *session
	label   string
	values  []float64
}

func newSessions(rnd *rand.Rand) []*session {
	sessions := make([]*session, sessionCount)
	for i := range sessions {
		s := &session{user: "user-" + strconv.Itoa(i)}
		for range historySize {
			s.remember(newRequest(rnd))
		}
		sessions[i] = s
	}
	return sessions
}

func newRequest(rnd *rand.Rand) string {
	return "/page/" + strconv.Itoa(rnd.IntN(1_000_000)) + "?q=" + strconv.Itoa(rnd.IntN(1000))
}

func (s *session) remember(request string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.history[s.next] = request
	s.next = (s.next + 1) % historySize
}

// page renders the session's requests, those most like the others first.
func (s *session) page() string {
	s.mu.Lock()
	requests := slices.Clone(s.history[:])
	s.mu.Unlock()
	distance := make(map[string]int, len(requests))
	for i, a := range requests {
		for _, b := range requests[:i] {
			d := editDistance(a, b)
			distance[a] += d
			distance[b] += d
		}
	}
	slices.SortStableFunc(requests, func(a, b string) int { return distance[a] - distance[b] })
	var page strings.Builder
	for _, request := range requests {
		fmt.Fprintf(&page, "<li><a href=%q title=\"visited by %s\">%s</a></li>\n", request, s.user, request)
	}
	return page.String()
}

// editDistance returns the number of bytes to insert, delete or change to turn
// a into b. Of longer strings it looks at the first 31 bytes.
func editDistance(a, b string) int {
	var cost [32]int
	a, b = a[:min(len(a), len(cost)-1)], b[:min(len(b), len(cost)-1)]
	for j := range len(b) + 1 {
		cost[j] = j
	}
	for i := range len(a) {
		diagonal := cost[0]
		cost[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = cost[j+1]
			cost[j+1] = min(change, cost[j]+1, cost[j+1]+1)
		}
	}
	return cost[len(b)]
}

// A shelf holds the report of the current spike.
type shelf struct {
	mu     sync.Mutex
	report []*row
	over   int64 // number of spikes that have ended
}

// put shows the report of a spike, unless that has ended while it was loaded.
func (s *shelf) put(spike int64, report []*row) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if spike >= s.over {
		s.report = report
	}
}

// drop ends a spike.
func (s *shelf) drop(spike int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.over = spike + 1
	s.report = nil
}

func newReport(rnd *rand.Rand, sessions []*session) []*row {
	report := make([]*row, reportRows)
	for i := range report {
		s := sessions[rnd.IntN(len(sessions))]
		report[i] = &row{session: s, label: s.user + "/" + strconv.Itoa(i), values: make([]float64, 8+rnd.IntN(10))}
	}
	return report
}

func main() {
	run := harness.Start("spike", harness.Defaults{Work: 500_000, Rate: 8_000, Workers: 4})
	sessions := newSessions(run.Rand())
	var reports shelf
	period := max(run.Planned()/spikes, 1)
	answers := make([]int, run.Workers())
	run.Units(func(w *harness.Worker) {
		switch w.Unit % period {
		case period * 2 / 5:
			reports.put(w.Unit/period, newReport(w.Rand, sessions))
		case period * 4 / 5:
			reports.drop(w.Unit / period)
		}
		s := sessions[w.Rand.IntN(len(sessions))]
		s.remember(newRequest(w.Rand))
		answers[w.ID] += len(s.page())
	})
	run.Finish()
	runtime.KeepAlive(sessions)
	runtime.KeepAlive(answers)
}
