// Httpjson is an HTTP service that speaks JSON, and its own client: both run in
// this process and talk over the loopback interface.
//
// The load on the memory manager: about 60 MiB of live records (-records) and, for each
// request, garbage as net/http and encoding/json make it: buffers, headers,
// strings, maps, reflection. Goroutines block in the network poller, so that
// in paced mode Ps go idle between requests. Each unit is one request: nine of
// ten read a page of records, the tenth replaces a record.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net"
	"net/http"
	"runtime"
	"strconv"
	"sync/atomic"

	"heapgoal.example/programs/internal/harness"
)

const pageSize = 20

var recordCount = flag.Int("records", 72_000, "records that the service stores")

// A record is what the service stores.
type record struct {
	ID         int               `json:"id"`
	Name       string            `json:"name"`
	Price      float64           `json:"price"`
	Tags       []string          `json:"tags"`
	Attributes map[string]string `json:"attributes"`
}

func newRecord(rnd *rand.Rand, id int) *record {
	r := &record{
		ID:         id,
		Name:       fmt.Sprintf("record %d of %x", id, rnd.Uint64()),
		Price:      float64(rnd.IntN(100_000)) / 100,
		Tags:       make([]string, 2+rnd.IntN(5)),
		Attributes: make(map[string]string),
	}
	for i := range r.Tags {
		r.Tags[i] = "tag-" + strconv.Itoa(rnd.IntN(1000))
	}
	for range 3 + rnd.IntN(6) {
		r.Attributes["attribute-"+strconv.Itoa(rnd.IntN(20))] = strconv.FormatUint(rnd.Uint64(), 16)
	}
	return r
}

// A store is the service's data; it is its handler too.
type store []atomic.Pointer[record]

func (s store) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	id, err := strconv.Atoi(req.PathValue("id"))
	if err != nil || id < 0 || id >= len(s) {
		http.Error(w, "no such record", http.StatusNotFound)
		return
	}
	switch req.Method {
	case http.MethodGet:
		page := make([]*record, 0, pageSize)
		for i := range pageSize {
			page = append(page, s[(id+i)%len(s)].Load())
		}
		w.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(w).Encode(page); err != nil {
			log.Printf("httpjson: %v", err)
		}
	case http.MethodPut:
		r := new(record)
		if err := json.NewDecoder(req.Body).Decode(r); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		s[id].Store(r)
		w.WriteHeader(http.StatusNoContent)
	}
}

// A client sends requests to the service and checks its answers.
type client struct {
	http.Client
	base string
}

func (c *client) read(id int) error {
	resp, err := c.Get(c.base + strconv.Itoa(id))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var page []record
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		return err
	}
	if len(page) != pageSize || page[0].ID != id {
		return fmt.Errorf("asked for record %d, got a page of %d", id, len(page))
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func (c *client) replace(r *record) error {
	body, err := json.Marshal(r)
	if err != nil {
		return err
	}
	req, err := http.NewRequest(http.MethodPut, c.base+strconv.Itoa(r.ID), bytes.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusNoContent {
		return errors.New(resp.Status)
	}
	return nil
}

func main() {
	run := harness.Start("httpjson", harness.Defaults{Work: 180_000, Rate: 4_000, Workers: 16})
	rnd := run.Rand()
	s := make(store, *recordCount)
	for id := range s {
		s[id].Store(newRecord(rnd, id))
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/records/{id}", s)
	go func() { log.Fatal(http.Serve(listener, mux)) }()
	log.Printf("httpjson: listening on %v", listener.Addr())

	c := &client{
		Client: http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: run.Workers()}},
		base:   "http://" + listener.Addr().String() + "/records/",
	}
	run.Units(func(w *harness.Worker) {
		id := w.Rand.IntN(len(s))
		var err error
		if w.Rand.IntN(10) == 0 {
			err = c.replace(newRecord(w.Rand, id))
		} else {
			err = c.read(id)
		}
		if err != nil {
			log.Fatalf("httpjson: unit %d: %v", w.Unit, err)
		}
	})
	run.Finish()
	runtime.KeepAlive(s)
}
