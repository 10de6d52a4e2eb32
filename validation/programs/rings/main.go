// Rings keeps the last messages of some channels in rings of byte slices.
//
// The load on the memory manager: 26 MiB of live objects of 256 to 1280 bytes
// without pointers that die in the order in which they were made. Next to nothing
// has to be scanned: only the rings themselves hold pointers. Each unit adds
// sixteen messages to one ring.
package main

import (
	"hash/crc32"
	"runtime"
	"sync"

	"heapgoal.example/programs/internal/harness"
)

const (
	ringCount       = 64
	ringLength      = 512
	messagesPerUnit = 16
	minMessage      = 256
	maxMessage      = 1280
)

// A ring holds the last ringLength messages.
type ring struct {
	mu       sync.Mutex
	next     int
	messages [ringLength][]byte
}

func (r *ring) add(message []byte) (last []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	last, r.messages[r.next] = r.messages[r.next], message
	r.next = (r.next + 1) % ringLength
	return last
}

// newMessage makes a message of the given size.
func newMessage(size int, first byte) []byte {
	message := make([]byte, size)
	for i := range message {
		message[i] = first + byte(i)
	}
	return message
}

func main() {
	run := harness.Start("rings", harness.Defaults{Work: 220_000, Rate: 40_000, Workers: 4})
	rnd := run.Rand()
	rings := make([]*ring, ringCount)
	for i := range rings {
		rings[i] = new(ring)
		for range ringLength {
			rings[i].add(newMessage(minMessage+rnd.IntN(maxMessage-minMessage+1), byte(i)))
		}
	}
	sums := make([]uint32, run.Workers())
	run.Units(func(w *harness.Worker) {
		r := rings[w.Rand.IntN(ringCount)]
		for range messagesPerUnit {
			message := newMessage(minMessage+w.Rand.IntN(maxMessage-minMessage+1), byte(w.Unit))
			sums[w.ID] ^= crc32.ChecksumIEEE(r.add(message))
		}
	})
	run.Finish()
	runtime.KeepAlive(rings)
	runtime.KeepAlive(sums)
}
