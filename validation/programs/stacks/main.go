// Stacks has 1,500 connections, each with a goroutine of its own that waits
// for requests deep in a recursion.
//
// The load on the memory manager: stacks of 4 to 32 KiB, 20 MiB in use, which
// are scanned in every cycle and count for the heap goal, beside about 10 MiB of
// live heap. Each unit sends a request to a connection, whose goroutine goes
// deeper still (so that stacks grow and shrink), makes garbage there, and
// answers.
package main

import (
	"math/rand/v2"
	"runtime"
	"strconv"
	"strings"

	"heapgoal.example/programs/internal/harness"
)

const (
	connections = 1_500
	maxDepth    = 90 // frames below which a connection waits
	maxDive     = 60 // frames that a request goes deeper
)

// A frame is what each level of the recursion remembers. What the bottom does with
// it the compiler cannot know, so frames are on the heap and the stacks hold what
// is left: arguments and saved registers.
type frame struct {
	outer *frame
	words [12]*string
	level int
}

// A connection waits for requests.
type connection struct {
	requests chan request
	history  []string
}

// A request is answered with the length of what was written.
type request struct {
	seed   uint64
	dive   int
	answer chan<- int
}

// descend calls itself until the level is reached and runs bottom there.
//
//go:noinline
func descend(outer *frame, levels int, name *string, bottom func(*frame)) int {
	f := frame{outer: outer, level: levels}
	f.words[levels%len(f.words)] = name
	if levels == 0 {
		bottom(&f)
		return 1
	}
	return len(*f.words[levels%len(f.words)]) + descend(&f, levels-1, name, bottom)
}

// serve waits for requests at the bottom of a recursion.
func (c *connection) serve(depth int) {
	name := "connection-" + strconv.Itoa(depth)
	descend(nil, depth, &name, func(bottom *frame) {
		for req := range c.requests {
			length := 0
			descend(bottom, req.dive, &name, func(*frame) { length = c.handle(req.seed) })
			req.answer <- length
		}
	})
}

// handle writes a text about the request and remembers a part of it.
func (c *connection) handle(seed uint64) int {
	rnd := rand.New(rand.NewPCG(seed, 1))
	words := make([]string, 0, 32)
	for range 16 + rnd.IntN(32) {
		words = append(words, "word-"+strconv.Itoa(rnd.IntN(1_000_000)))
	}
	text := strings.Join(words, " ")
	c.history[rnd.IntN(len(c.history))] = text[:min(len(text), 200)]
	return len(text)
}

func main() {
	run := harness.Start("stacks", harness.Defaults{Work: 300_000, Rate: 35_000, Workers: 4})
	rnd := run.Rand()
	all := make([]*connection, connections)
	for i := range all {
		all[i] = &connection{requests: make(chan request), history: make([]string, 16)}
		go all[i].serve(rnd.IntN(maxDepth + 1))
	}
	answers := make([]chan int, run.Workers())
	for i := range answers {
		answers[i] = make(chan int)
	}
	lengths := make([]int, run.Workers())
	run.Units(func(w *harness.Worker) {
		c := all[w.Rand.IntN(connections)]
		c.requests <- request{seed: w.Rand.Uint64(), dive: w.Rand.IntN(maxDive + 1), answer: answers[w.ID]}
		lengths[w.ID] += <-answers[w.ID]
	})
	run.Finish()
	runtime.KeepAlive(all)
	runtime.KeepAlive(lengths)
}
