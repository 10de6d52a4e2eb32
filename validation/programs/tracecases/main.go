// Tracecases makes the runtime print the trace lines that steady programs
// rarely show, for the samples in validation/logs/samples: forced collections,
// debug.FreeOSMemory, collections of an idle program, and lines torn apart by
// what the program itself prints.
//
// The runtime writes a trace line in pieces, one write for each number and
// each word, with the world running: a program line that another thread writes
// to the same file at that time ends up inside the trace line.
package main

import (
	"flag"
	"fmt"
	"log"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

var kept [][]byte

// allocate keeps an eighth of what it allocates, size bytes in all.
func allocate(size int) {
	for done := 0; done < size; done += 4096 {
		block := make([]byte, 4096)
		if done%(8*4096) == 0 {
			kept = append(kept, block)
		}
	}
}

func forced() {
	allocate(64 << 20)
	runtime.GC()
	kept = nil
	debug.FreeOSMemory()
	allocate(32 << 20)
}

// torn allocates and logs at the same time.
func torn() {
	stop := make(chan struct{})
	var group sync.WaitGroup
	group.Add(1)
	go func() {
		defer group.Done()
		for request := 1; ; request++ {
			select {
			case <-stop:
				return
			default:
				log.Printf("request %d served", request)
			}
		}
	}()
	for range 8 {
		allocate(16 << 20)
		kept = nil
	}
	close(stop)
	group.Wait()
}

// glued leaves its own lines unfinished, as progress displays do.
func glued() {
	for i := range 6 {
		fmt.Print("part ", i, strings.Repeat(".", 20))
		runtime.GC()
	}
	fmt.Println()
}

// idle waits until the runtime has forced a collection, after two minutes
// without one.
func idle() {
	allocate(8 << 20)
	time.Sleep(125 * time.Second)
}

func main() {
	cases := map[string]func(){"forced": forced, "torn": torn, "glued": glued, "idle": idle}
	name := flag.String("case", "forced", "forced, torn, glued or idle")
	flag.Parse()
	run, ok := cases[*name]
	if !ok {
		log.Fatalf("tracecases: no case %q", *name)
	}
	run()
	runtime.KeepAlive(kept)
}
