// Ledger collects bookings until the books are closed, four times in a run.
//
// The load on the memory manager: a live heap that grows from 12 to about
// 40 MiB in a sawtooth, all of it with pointers, and garbage in proportion to the
// work. Meant to be run with GOGC=off and a memory limit near the peak: the
// collector has little to do after the books are closed and too much before.
// Each unit books an entry and prints the account's last ones.
package main

import (
	"math/rand/v2"
	"runtime"
	"strconv"
	"sync"

	"heapgoal.example/programs/internal/harness"
)

const (
	accountCount = 50_000
	closings     = 4
	lastEntries  = 8
	kept         = 230_000 // bookings that stay until the books are closed
)

// An account holds its bookings, newest first.
type account struct {
	name    string
	partner *account
	limits  []*int64
	newest  *booking
}

type booking struct {
	older   *booking
	account *account
	text    string
	amount  int64
}

// The books are the accounts behind one lock.
type books struct {
	mu       sync.Mutex
	accounts []*account
}

func newBooks(rnd *rand.Rand) *books {
	b := &books{accounts: make([]*account, accountCount)}
	for i := range b.accounts {
		a := &account{name: "account " + strconv.Itoa(i), limits: make([]*int64, 3)}
		for j := range a.limits {
			limit := rnd.Int64N(1_000_000)
			a.limits[j] = &limit
		}
		if i > 0 {
			a.partner = b.accounts[rnd.IntN(i)]
		}
		b.accounts[i] = a
	}
	return b
}

// book adds a booking to an account and returns the account's last ones.
func (b *books) book(entry *booking, keep bool) (last [lastEntries]*booking) {
	b.mu.Lock()
	defer b.mu.Unlock()
	entry.older = entry.account.newest
	if keep {
		entry.account.newest = entry
	}
	for i := range last {
		if entry == nil {
			break
		}
		last[i] = entry
		entry = entry.older
	}
	return last
}

// close forgets all bookings.
func (b *books) close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, a := range b.accounts {
		a.newest = nil
	}
}

// printed shows bookings as a table.
func printed(last [lastEntries]*booking) string {
	out := ""
	for _, entry := range last {
		if entry == nil {
			break
		}
		out += entry.account.name + " | " + entry.text + " | " + strconv.FormatInt(entry.amount, 10) + "\n"
	}
	return out
}

func main() {
	run := harness.Start("ledger", harness.Defaults{Work: 2_800_000, Rate: 190_000, Workers: 4})
	rnd := run.Rand()
	all := newBooks(rnd)
	period := max(run.Planned()/closings, 1)
	keepEvery := max(period/kept, 1)
	lengths := make([]int, run.Workers())
	run.Units(func(w *harness.Worker) {
		if w.Unit%period == period-1 {
			all.close()
			run.Phase("books closed")
		}
		entry := &booking{
			account: all.accounts[w.Rand.IntN(accountCount)],
			text:    "booking " + strconv.FormatInt(w.Unit, 10),
			amount:  w.Rand.Int64N(1_000_000),
		}
		lengths[w.ID] += len(printed(all.book(entry, w.Unit%keepEvery == 0)))
	})
	run.Finish()
	runtime.KeepAlive(all)
	runtime.KeepAlive(lengths)
}
