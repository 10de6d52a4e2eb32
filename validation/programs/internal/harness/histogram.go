package harness

import (
	"math/bits"
	"time"
)

const (
	subBits     = 4 // 16 buckets per power of two: a relative error of 1/16 at most
	bucketCount = (64 - subBits + 1) << subBits
)

// A histogram counts latencies in buckets of a fixed relative width. It never
// allocates. It is not for concurrent use.
type histogram struct {
	counts [bucketCount]uint64
	total  uint64
	max    time.Duration
}

func bucketOf(nanos uint64) int {
	exponent := bits.Len64(nanos>>subBits) - 1
	if exponent < 0 {
		return int(nanos)
	}
	return (exponent+1)<<subBits + int(nanos>>exponent) - 1<<subBits
}

// upperEdge returns the largest value that falls in the bucket.
func upperEdge(bucket int) uint64 {
	exponent := bucket>>subBits - 1
	if exponent < 0 {
		return uint64(bucket)
	}
	first := uint64(bucket&(1<<subBits-1)|1<<subBits) << exponent
	return first + 1<<exponent - 1
}

func (h *histogram) add(d time.Duration) {
	d = max(d, 0)
	h.counts[bucketOf(uint64(d))]++
	h.total++
	h.max = max(h.max, d)
}

func (h *histogram) merge(other *histogram) {
	for i, n := range other.counts {
		h.counts[i] += n
	}
	h.total += other.total
	h.max = max(h.max, other.max)
}

// quantile returns an upper bound of the q-quantile, at most 1/16 too high.
func (h *histogram) quantile(q float64) time.Duration {
	rank := uint64(q * float64(h.total))
	var seen uint64
	for i, n := range h.counts {
		if seen += n; seen > rank {
			return min(time.Duration(upperEdge(i)), h.max)
		}
	}
	return h.max
}
