// Batchbuffers is a batch job that handles its input in large blocks.
//
// The load on the memory manager: objects of 256 KiB to 8 MiB without pointers
// that live for one unit of work, beside 48 MiB of live data (-dictionary), also without
// pointers. Marking costs next to nothing; what counts is the page heap: every
// object is a span of its own, allocated from and returned to it. Each unit
// makes a block of records, packs it into a second buffer, and drops both.
package main

import (
	"flag"
	"hash/crc32"
	"math/rand/v2"
	"runtime"

	"heapgoal.example/programs/internal/harness"
)

const (
	minBlock  = 256 << 10
	doublings = 5 // the largest block is minBlock << doublings, 8 MiB
)

var dictionarySize = flag.Int("dictionary", 48<<20, "bytes of live data")

// newBlock makes a block of a size between minBlock and minBlock << doublings,
// each doubling as likely as the next, out of pieces of the dictionary.
func newBlock(rnd *rand.Rand, dictionary []byte) []byte {
	size := minBlock << rnd.IntN(doublings)
	size += rnd.IntN(size + 1)
	block := make([]byte, size)
	for rest := block; len(rest) > 0; {
		from := rnd.IntN(len(dictionary) - 4096)
		rest = rest[copy(rest, dictionary[from:from+64+rnd.IntN(4032)]):]
	}
	return block
}

// pack writes the block with runs of equal bytes shortened to (byte, length)
// pairs. The result needs at most twice the block's size; like any encoder
// that does not look ahead it allocates a fair guess and grows.
func pack(block []byte) []byte {
	out := make([]byte, 0, len(block)/2)
	for i := 0; i < len(block); {
		run := 1
		for i+run < len(block) && run < 255 && block[i+run] == block[i] {
			run++
		}
		out = append(out, block[i], byte(run))
		i += run
	}
	return out
}

// newDictionary makes data in which runs of about four equal bytes follow each
// other.
func newDictionary(rnd *rand.Rand) []byte {
	dictionary := make([]byte, *dictionarySize)
	value := byte(0)
	for i := range dictionary {
		if rnd.IntN(4) == 0 {
			value = byte(rnd.Uint32())
		}
		dictionary[i] = value
	}
	return dictionary
}

func main() {
	run := harness.Start("batchbuffers", harness.Defaults{Work: 3_000, Rate: 100, Workers: 3})
	dictionary := newDictionary(run.Rand())
	sums := make([]uint32, run.Workers())
	run.Units(func(w *harness.Worker) {
		block := newBlock(w.Rand, dictionary)
		packed := pack(block)
		sums[w.ID] ^= crc32.ChecksumIEEE(block) ^ crc32.ChecksumIEEE(packed)
	})
	run.Finish()
	runtime.KeepAlive(dictionary)
	runtime.KeepAlive(sums)
}
