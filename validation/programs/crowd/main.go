// Crowd lets very many goroutines allocate in turn: 1,500, or as many as
// -workers says.
//
// The load on the memory manager: 24 MiB of live nodes of which all but the
// names have to be scanned, and each goroutine a little garbage at a time. A
// goroutine begins a GC cycle without credit, and its first allocation while
// marking goes on has to do a fixed least amount of scan work: the more
// goroutines, the more of the marking the program does itself. Each unit makes a
// small tree of nodes and lets others run.
package main

import (
	"math/rand/v2"
	"runtime"
	"strconv"

	"heapgoal.example/programs/internal/harness"
)

const (
	liveNodes    = 150_000
	nodesPerUnit = 80
)

// A node is 112 bytes, a size class of its own.
type node struct {
	links [11]*node
	name  string
	_     uint64
}

func newNodes(rnd *rand.Rand, n int) []*node {
	nodes := make([]*node, n)
	for i := range nodes {
		nodes[i] = &node{name: strconv.Itoa(rnd.IntN(1 << 30))}
		for j := range nodes[i].links {
			nodes[i].links[j] = nodes[rnd.IntN(max(i, 1))]
		}
	}
	return nodes
}

// reach counts the steps from the last node to the first one.
func reach(nodes []*node) int {
	steps := 0
	for n := nodes[len(nodes)-1]; n != nodes[0]; steps++ {
		n = n.links[steps%len(n.links)]
	}
	return steps
}

func main() {
	run := harness.Start("crowd", harness.Defaults{Work: 180_000, Rate: 22_000, Workers: 1_500})
	live := newNodes(run.Rand(), liveNodes)
	steps := make([]int, run.Workers())
	run.Units(func(w *harness.Worker) {
		steps[w.ID] += reach(newNodes(w.Rand, nodesPerUnit))
		runtime.Gosched()
	})
	run.Finish()
	runtime.KeepAlive(live)
	runtime.KeepAlive(steps)
}
