package harness

import (
	"slices"
	"testing"
	"time"
)

func TestBucketsTileTheIntegers(t *testing.T) {
	if got := bucketOf(0); got != 0 {
		t.Fatalf("bucketOf(0) = %d, want 0", got)
	}
	for bucket := 0; bucket < 40<<subBits; bucket++ {
		edge := upperEdge(bucket)
		if bucketOf(edge) != bucket || bucketOf(edge+1) != bucket+1 {
			t.Fatalf("bucket %d ends at %d, but bucketOf gives %d there and %d after it",
				bucket, edge, bucketOf(edge), bucketOf(edge+1))
		}
	}
	if got := bucketOf(1<<64 - 1); got != bucketCount-1 {
		t.Fatalf("largest value in bucket %d of %d", got, bucketCount)
	}
}

func TestQuantilesAgreeWithASortedSample(t *testing.T) {
	var h, part histogram
	var sample []time.Duration
	for i := range 5000 {
		d := time.Duration(i*i*37%900_001) * time.Microsecond
		sample = append(sample, d)
		if i%2 == 0 {
			h.add(d)
		} else {
			part.add(d)
		}
	}
	h.merge(&part)
	slices.Sort(sample)
	for _, q := range []float64{0, 0.5, 0.9, 0.99, 0.999} {
		exact := sample[int(q*float64(len(sample)))]
		got := h.quantile(q)
		if got < exact || float64(got) > float64(exact)*(1+1.0/16) {
			t.Errorf("quantile %v = %v, want %v to 1/16 more", q, got, exact)
		}
	}
	if got, want := h.quantile(1), sample[len(sample)-1]; got != want {
		t.Errorf("quantile 1 = %v, want the maximum %v", got, want)
	}
}
