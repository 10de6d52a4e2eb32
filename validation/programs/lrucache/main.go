// Lrucache answers lookups of keys that follow Zipf's law from a cache that
// evicts what was not used for longest.
//
// The load on the memory manager: about 28 MiB of live entries in maps and
// doubly linked lists, full of pointers. Popular entries live long, unpopular
// ones die in order, so that spans hold objects of all ages. Each unit looks up
// eight keys, loads what is missing and writes an answer, which is garbage.
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
	shardCount     = 16
	shardCapacity  = 1_500 // 24,000 entries in all, about 1.1 KiB each
	keyCount       = 1 << 20
	zipfExponent   = 1.07
	lookupsPerUnit = 8
)

// An entry is a cached document, linked with those of its shard used before
// and after it.
type entry struct {
	key        uint64
	newer      *entry
	older      *entry
	title      string
	paragraphs []*paragraph
}

type paragraph struct {
	text  []byte
	links []uint64
}

// A shard is a part of the cache behind one lock.
type shard struct {
	mu      sync.Mutex
	entries map[uint64]*entry
	ends    entry // newest is ends.older, oldest is ends.newer
}

func newShard() *shard {
	s := &shard{entries: make(map[uint64]*entry, shardCapacity+1)}
	s.ends.newer, s.ends.older = &s.ends, &s.ends
	return s
}

func (e *entry) unlink() {
	e.newer.older, e.older.newer = e.older, e.newer
}

func (s *shard) pushNewest(e *entry) {
	e.newer, e.older = &s.ends, s.ends.older
	e.older.newer, s.ends.older = e, e
}

// load makes the document of a key, the same each time.
func load(key uint64) *entry {
	rnd := rand.New(rand.NewPCG(key, 0))
	e := &entry{
		key:        key,
		title:      "document " + strconv.FormatUint(key, 10),
		paragraphs: make([]*paragraph, 2+rnd.IntN(4)),
	}
	for i := range e.paragraphs {
		p := &paragraph{text: make([]byte, 64+rnd.IntN(256)), links: make([]uint64, rnd.IntN(6))}
		for j := 0; j+8 <= len(p.text); j += 8 {
			binary.LittleEndian.PutUint64(p.text[j:], rnd.Uint64())
		}
		for j := range p.links {
			p.links[j] = rnd.Uint64N(keyCount)
		}
		e.paragraphs[i] = p
	}
	return e
}

// get returns the document of a key and makes it the newest of its shard.
func (s *shard) get(key uint64) *entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.entries[key]
	if e != nil {
		e.unlink()
	} else {
		e = load(key)
		s.entries[key] = e
		if len(s.entries) > shardCapacity {
			oldest := s.ends.newer
			oldest.unlink()
			delete(s.entries, oldest.key)
		}
	}
	s.pushNewest(e)
	return e
}

// answer writes the beginnings of the documents.
func answer(documents []*entry) []byte {
	var out []byte
	for _, e := range documents {
		out = append(out, e.title...)
		for _, p := range e.paragraphs {
			out = append(out, p.text[:min(48, len(p.text))]...)
		}
	}
	return out
}

func main() {
	run := harness.Start("lrucache", harness.Defaults{Work: 300_000, Rate: 40_000, Workers: 4})
	shards := make([]*shard, shardCount)
	for i := range shards {
		shards[i] = newShard()
	}
	rnd := run.Rand()
	for zipf, n := rand.NewZipf(rnd, zipfExponent, 1, keyCount-1), 0; n < 6*shardCount*shardCapacity; n++ {
		key := zipf.Uint64()
		shards[key%shardCount].get(key)
	}
	zipfs := make([]*rand.Zipf, run.Workers())
	sums := make([]uint64, run.Workers())
	run.Units(func(w *harness.Worker) {
		if zipfs[w.ID] == nil {
			zipfs[w.ID] = rand.NewZipf(w.Rand, zipfExponent, 1, keyCount-1)
		}
		documents := make([]*entry, lookupsPerUnit)
		for i := range documents {
			key := zipfs[w.ID].Uint64()
			documents[i] = shards[key%shardCount].get(key)
		}
		hash := fnv.New64a()
		hash.Write(answer(documents))
		sums[w.ID] ^= hash.Sum64()
	})
	run.Finish()
	runtime.KeepAlive(shards)
	runtime.KeepAlive(sums)
}
