// Step is a service that at some point takes over the data of three others like
// it: its live heap becomes four times as large and stays so.
//
// The load on the memory manager: 12 MiB of live accounts, 48 MiB from two fifths
// of the run on, and the same garbage before and after. The new accounts are
// loaded in one go by one goroutine while the others go on. Half of all bytes
// are in objects with pointers. Each unit books a few transfers and writes a
// statement.
package main

import (
	"math/rand/v2"
	"runtime"
	"strconv"
	"sync/atomic"

	"heapgoal.example/programs/internal/harness"
)

const (
	accountsBefore    = 16_000
	growth            = 4
	transfersPerUnit  = 6
	transfersRemember = 8
)

// An account remembers its last transfers.
type account struct {
	owner     string
	note      []byte
	transfers [transfersRemember]atomic.Pointer[transfer]
	booked    atomic.Int64
}

type transfer struct {
	from, to *account
	amount   int64
	reason   string
}

func newAccount(rnd *rand.Rand, id int) *account {
	return &account{owner: "owner " + strconv.Itoa(id), note: make([]byte, 100+rnd.IntN(200))}
}

func (a *account) book(t *transfer) {
	a.transfers[a.booked.Add(1)%transfersRemember].Store(t)
}

// newAccounts makes n accounts that have had their first transfers.
func newAccounts(rnd *rand.Rand, n int) []*account {
	accounts := make([]*account, n)
	for i := range accounts {
		accounts[i] = newAccount(rnd, i)
	}
	for _, a := range accounts {
		for range transfersRemember / 2 {
			transferBetween(rnd, a, accounts[rnd.IntN(n)])
		}
	}
	return accounts
}

func transferBetween(rnd *rand.Rand, from, to *account) {
	t := &transfer{from: from, to: to, amount: rnd.Int64N(100_000), reason: "invoice " + strconv.Itoa(rnd.IntN(1_000_000))}
	from.book(t)
	to.book(t)
}

// statement lists the account's transfers.
func (a *account) statement() []byte {
	var out []byte
	for i := range a.transfers {
		t := a.transfers[i].Load()
		if t == nil {
			continue
		}
		amount := strconv.FormatFloat(float64(t.amount)/100, 'f', 2, 64)
		out = append(out, t.from.owner+" to "+t.to.owner+": "+amount+" for "+t.reason+"\n"...)
	}
	return out
}

func main() {
	run := harness.Start("step", harness.Defaults{Work: 900_000, Rate: 75_000, Workers: 4})
	rnd := run.Rand()
	var accounts atomic.Pointer[[]*account]
	first := newAccounts(rnd, accountsBefore)
	accounts.Store(&first)
	stepAt := run.Planned() * 2 / 5
	lengths := make([]int, run.Workers())
	run.Units(func(w *harness.Worker) {
		if w.Unit == stepAt {
			run.Phase("step begins")
			all := append(newAccounts(w.Rand, (growth-1)*accountsBefore), *accounts.Load()...)
			accounts.Store(&all)
			run.Phase("step done")
		}
		known := *accounts.Load()
		var a *account
		for range transfersPerUnit {
			a = known[w.Rand.IntN(len(known))]
			transferBetween(w.Rand, a, known[w.Rand.IntN(len(known))])
		}
		lengths[w.ID] += len(a.statement())
	})
	run.Finish()
	runtime.KeepAlive(accounts.Load())
	runtime.KeepAlive(lengths)
}
