// Treechurn builds binary trees and drops them again beside a large one that
// lives as long as the program.
//
// The load on the memory manager: about 100 MiB live (-depth) in two million objects of
// one size that are half pointers, so that marking is as costly per byte as it
// gets, and garbage of the same kind. Each unit builds one tree of some hundred
// to some thousand nodes, looks keys up in it and in the large one, and forgets
// it.
package main

import (
	"flag"
	"math/rand/v2"
	"runtime"

	"heapgoal.example/programs/internal/harness"
)

const (
	minDepth = 8
	maxDepth = 13
)

var longLivedDepth = flag.Int("depth", 21, "depth of the long-lived tree: 2^21 nodes are 96 MiB")

// A node is 48 bytes, a size class of its own.
type node struct {
	left, right *node
	parent      *node
	key         uint64
	count       int64
	depth       int64
}

// build makes a search tree of 2^depth − 1 nodes with the keys after
// first.
func build(parent *node, depth int, first uint64) *node {
	if depth == 0 {
		return nil
	}
	half := uint64(1) << (depth - 1)
	n := &node{parent: parent, key: first + half, depth: int64(depth)}
	n.left = build(n, depth-1, first)
	n.right = build(n, depth-1, first+half)
	return n
}

// find returns the node where the search for the key ends.
func (n *node) find(key uint64) *node {
	for n.key != key {
		next := n.right
		if key < n.key {
			next = n.left
		}
		if next == nil {
			break
		}
		n = next
	}
	return n
}

// work looks up as many random keys as the tree has nodes, and a tenth of that
// in the long-lived tree.
func work(rnd *rand.Rand, t, longLived *node, depth int) int64 {
	sum := int64(0)
	for i := range 1 << depth {
		n := t.find(rnd.Uint64N(1 << depth))
		n.count++
		sum += n.depth
		if i%10 == 0 {
			sum += longLived.find(rnd.Uint64N(1 << *longLivedDepth)).depth
		}
	}
	return sum
}

func main() {
	run := harness.Start("treechurn", harness.Defaults{Work: 60_000, Rate: 1_500, Workers: 4})
	longLived := build(nil, *longLivedDepth, 0)
	sums := make([]int64, run.Workers())
	run.Units(func(w *harness.Worker) {
		depth := minDepth + w.Rand.IntN(maxDepth-minDepth+1)
		sums[w.ID] += work(w.Rand, build(nil, depth, 0), longLived, depth)
	})
	run.Finish()
	runtime.KeepAlive(longLived)
	runtime.KeepAlive(sums)
}
