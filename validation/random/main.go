// Command random prints what two functions of Go's standard library return, as data for Heapgoal's streams.
//
// With "random" it prints the first values of math/rand's Int63 for the seeds that the runtime's own pacer test uses.
// With "sine" it prints arguments of an oscillating stream and math.Sin of them, as bit patterns.
package main

import (
	"fmt"
	"math"
	"math/rand"
	"os"
	"runtime"
)

const valuesPerSeed = 128

func main() {
	switch {
	case len(os.Args) == 2 && os.Args[1] == "random":
		printRandom()
	case len(os.Args) == 2 && os.Args[1] == "sine":
		printSine()
	default:
		fmt.Fprintln(os.Stderr, "usage: random random|sine")
		os.Exit(2)
	}
}

func printRandom() {
	fmt.Printf("# Int63 of math/rand with NewSource(seed); recorded from %s\n", runtime.Version())
	for _, seed := range []int64{0x0, 0x1, 0xe, 0xf, 0x53, 0x152} {
		source := rand.New(rand.NewSource(seed))
		fmt.Printf("seed 0x%x\n", seed)
		for i := 0; i < valuesPerSeed; i++ {
			fmt.Printf("%016x\n", source.Int63())
		}
	}
}

func printSine() {
	fmt.Printf("# argument and math.Sin(argument), IEEE-754 bits; recorded from %s on %s\n", runtime.Version(), runtime.GOARCH)
	for _, period := range []int{1, 2, 3, 5, 8, 12, 50, 360} {
		for _, phase := range []float64{0, 0.5, math.Pi / 2, -2} {
			for cycle := 0; cycle < period && cycle < 40; cycle++ {
				x := float64(cycle)/float64(period)*2*math.Pi + phase
				fmt.Printf("%016x %016x\n", math.Float64bits(x), math.Float64bits(math.Sin(x)))
			}
		}
	}
}
