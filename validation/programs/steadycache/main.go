// Steadycache keeps a cache of a fixed number of entries, about 60 MiB, full
// of pointers, and replaces entries at random for as long as it runs.
//
// The load on the memory manager: a live heap that stays the same, small
// objects of mixed sizes (16 bytes to 1 KiB) of which about half the bytes are
// in objects with pointers, and an allocation rate in proportion to the work.
// Each unit reads a few entries and replaces one.
package main

import (
	"encoding/binary"
	"hash/fnv"
	"math/rand/v2"
	"runtime"
	"strconv"
	"sync"

	"heapgoal.example/programs/internal/harness"
)

const (
	shardCount   = 64
	shardEntries = 768 // 49,152 entries, about 1.2 KiB each
	readsPerUnit = 6
)

// An entry is a cached record: some fields and an encoded body.
type entry struct {
	key     string
	fields  []*field
	body    []byte
	related [24]*field // fields of this entry by slot, as an index would hold them
}

type field struct {
	name, value string
	number      int64
	next        *field
}

// A shard is a part of the cache behind one lock.
type shard struct {
	mu      sync.RWMutex
	entries [shardEntries]*entry
}

type cache [shardCount]shard

func newEntry(rnd *rand.Rand) *entry {
	e := &entry{
		key:    strconv.FormatUint(rnd.Uint64(), 36),
		fields: make([]*field, 4+rnd.IntN(8)),
		body:   make([]byte, 64+rnd.IntN(832)),
	}
	var last *field
	for i := range e.fields {
		last = &field{name: "field", value: strconv.Itoa(rnd.IntN(1 << 30)), number: int64(i), next: last}
		e.fields[i] = last
		e.related[rnd.IntN(len(e.related))] = last
	}
	for i := 0; i+8 <= len(e.body); i += 8 {
		binary.LittleEndian.PutUint64(e.body[i:], rnd.Uint64())
	}
	return e
}

func (c *cache) put(rnd *rand.Rand, e *entry) {
	s := &c[rnd.IntN(shardCount)]
	slot := rnd.IntN(shardEntries)
	s.mu.Lock()
	s.entries[slot] = e
	s.mu.Unlock()
}

// get reads a random entry in full and returns a checksum of it.
func (c *cache) get(rnd *rand.Rand) uint64 {
	s := &c[rnd.IntN(shardCount)]
	slot := rnd.IntN(shardEntries)
	s.mu.RLock()
	e := s.entries[slot]
	s.mu.RUnlock()
	hash := fnv.New64a()
	hash.Write(e.body)
	sum := hash.Sum64()
	for _, f := range e.fields {
		sum = sum*31 + uint64(f.number) + uint64(len(f.value))
	}
	return sum
}

func main() {
	run := harness.Start("steadycache", harness.Defaults{Work: 4_000_000, Rate: 100_000, Workers: 4})
	rnd := run.Rand()
	c := new(cache)
	for i := range c {
		for j := range c[i].entries {
			c[i].entries[j] = newEntry(rnd)
		}
	}
	sums := make([]uint64, run.Workers())
	run.Units(func(w *harness.Worker) {
		sum := uint64(0)
		for range readsPerUnit {
			sum ^= c.get(w.Rand)
		}
		sums[w.ID] ^= sum
		c.put(w.Rand, newEntry(w.Rand))
	})
	run.Finish()
	runtime.KeepAlive(c)
	runtime.KeepAlive(sums)
}
