// Idle is a service with little to do that twice in a run answers a query with
// a large result.
//
// The load on the memory manager: 8 MiB of live data, and some garbage in each
// of a few requests. A query's result, 40 MiB of rows, is held for a seventh of
// the time between queries and dropped. The heap goal is then far above what the
// service needs until the next cycle, which comes late when there is little
// garbage; after it the scavenger returns memory. Each unit is one request.
package main

import (
	"math/rand/v2"
	"runtime"
	"strconv"
	"sync/atomic"

	"heapgoal.example/programs/internal/harness"
)

const (
	userCount   = 30_000
	queries     = 2
	resultRows  = 160_000
	queryAt     = 1.0 / 7 // share of the time between two queries
	resultDone  = 2.0 / 7
	logPerUnit  = 40
	viewPerUnit = 60
)

// A user is what the service stores.
type user struct {
	name    string
	friends []*user
	state   [10]uint64
}

// A resultRow is a part of a query's result.
type resultRow struct {
	user  *user
	text  string
	cells []int64
}

func newUsers(rnd *rand.Rand) []*user {
	users := make([]*user, userCount)
	for i := range users {
		users[i] = &user{name: "user " + strconv.Itoa(i), friends: make([]*user, 4+rnd.IntN(8))}
		for j := range users[i].friends {
			users[i].friends[j] = users[rnd.IntN(i+1)]
		}
	}
	return users
}

func query(rnd *rand.Rand, users []*user) []*resultRow {
	result := make([]*resultRow, resultRows)
	for i := range result {
		u := users[rnd.IntN(len(users))]
		result[i] = &resultRow{user: u, text: u.name + " row " + strconv.Itoa(i), cells: make([]int64, 8+rnd.IntN(24))}
	}
	return result
}

// view shows users and their friends.
func view(rnd *rand.Rand, users []*user) int {
	length := 0
	for range viewPerUnit {
		u := users[rnd.IntN(len(users))]
		names := make([]string, 0, len(u.friends))
		for _, f := range u.friends {
			names = append(names, f.name+" is a friend of "+u.name)
		}
		buffer := make([]byte, 0, logPerUnit)
		for _, n := range names {
			buffer = append(buffer, n...)
		}
		length += len(buffer)
	}
	return length
}

func main() {
	run := harness.Start("idle", harness.Defaults{Work: 24_000, Rate: 800, Workers: 2})
	users := newUsers(run.Rand())
	var result atomic.Pointer[[]*resultRow]
	period := max(run.Planned()/queries, 1)
	at, done := int64(float64(period)*queryAt), int64(float64(period)*resultDone)
	lengths := make([]int, run.Workers())
	run.Units(func(w *harness.Worker) {
		switch w.Unit % period {
		case at:
			run.Phase("query")
			rows := query(w.Rand, users)
			result.Store(&rows)
			run.Phase("result held")
		case done:
			result.Store(nil)
			run.Phase("result dropped")
		}
		lengths[w.ID] += view(w.Rand, users)
	})
	run.Finish()
	runtime.KeepAlive(users)
	runtime.KeepAlive(lengths)
}
