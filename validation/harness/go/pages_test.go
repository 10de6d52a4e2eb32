package runtime_test

import . "runtime"

const (
	pageBytes     = 8192
	chunkPages    = 512
	hugePageBytes = 2 << 20
)

// pageRun is a page heap under test, with what is allocated from it.
type pageRun struct {
	p      *printer
	heap   *PageAlloc
	chunks int
	cache  PageCache
	used   []pageRange
}

type pageRange struct{ page, pages int }

// newPageRun makes a heap of contiguous free chunks. The huge-page size is set
// by us, not found on the machine, because scavenging depends on it.
func newPageRun(p *printer, chunks int, scavenged bool) *pageRun {
	HeapgoalSetHugePageSize(hugePageBytes)
	all := map[ChunkIdx][]BitRange{}
	scav := map[ChunkIdx][]BitRange{}
	for i := 0; i < chunks; i++ {
		all[BaseChunkIdx+ChunkIdx(i)] = nil
		if scavenged {
			scav[BaseChunkIdx+ChunkIdx(i)] = []BitRange{{I: 0, N: chunkPages}}
		}
	}
	p.emit("new", object{num("chunks", chunks), num("pagesPerChunk", chunkPages), num("pageSize", pageBytes), boolean("scavenged", scavenged)})
	return &pageRun{p: p, heap: NewPageAlloc(all, scav), chunks: chunks}
}

// close gives the heap's memory back.
func (r *pageRun) close(huge uintptr) {
	FreePageAlloc(r.heap)
	HeapgoalSetHugePageSize(huge)
}

// page turns an address into a page number; 0 bytes at address 0 means none.
func (r *pageRun) page(addr uintptr) int {
	if addr == 0 {
		return -1
	}
	return int((addr - PageBase(BaseChunkIdx, 0)) / pageBytes)
}

func (r *pageRun) alloc(pages int) {
	addr, scav := r.heap.Alloc(uintptr(pages))
	page := r.page(addr)
	r.p.emitExpect("alloc", object{num("pages", pages)}, object{num("page", page), u64("scavengedBytes", scav)})
	if page >= 0 {
		r.used = append(r.used, pageRange{page, pages})
	}
}

// free frees one allocation, or only a part of it.
func (r *pageRun) free() {
	if len(r.used) == 0 {
		return
	}
	i := r.p.n(len(r.used))
	a := r.used[i]
	r.used[i] = r.used[len(r.used)-1]
	r.used = r.used[:len(r.used)-1]
	if a.pages > 1 && r.p.oneIn(6) {
		keep := 1 + r.p.n(a.pages-1)
		r.used = append(r.used, pageRange{a.page, keep})
		a = pageRange{a.page + keep, a.pages - keep}
	}
	r.heap.Free(PageBase(BaseChunkIdx, 0)+uintptr(a.page)*pageBytes, uintptr(a.pages))
	r.p.emit("free", object{num("page", a.page), num("pages", a.pages)})
}

func (r *pageRun) scavenge() {
	n := uint64(r.p.size(0, 23))
	released := r.heap.Scavenge(uintptr(n))
	r.p.emitExpect("scavenge", object{u64("bytes", n)}, object{u64("released", released)})
}

// wanted draws a request: mostly few pages, sometimes a chunk or more.
func (r *pageRun) wanted() int {
	switch r.p.n(12) {
	case 0:
		return 1 + r.p.n(r.chunks*chunkPages)
	case 1, 2:
		return 1 + r.p.n(200)
	default:
		return 1 + r.p.n(40)
	}
}

func printPageHeap(p *printer) {
	huge := PhysHugePageSize
	for i := 0; i < 6*p.scale; i++ {
		r := newPageRun(p, 1+p.n(6), p.oneIn(2))
		for j := 0; j < 250; j++ {
			switch p.n(10) {
			case 0, 1, 2, 3:
				r.free()
			case 4:
				r.scavenge()
			default:
				r.alloc(r.wanted())
			}
		}
		r.close(huge)
	}
}

// cacheState is what a page cache holds.
func (r *pageRun) cacheState(first ...member) object {
	return append(first, hex64("cache", r.cache.Cache()), hex64("scav", r.cache.Scav()))
}

func printPageCache(p *printer) {
	huge := PhysHugePageSize
	for i := 0; i < 6*p.scale; i++ {
		r := newPageRun(p, 1+p.n(3), p.oneIn(2))
		for j := 0; j < 300; j++ {
			switch p.n(16) {
			case 0, 1:
				r.free()
			case 2:
				r.scavenge()
			case 3, 4:
				r.alloc(r.wanted())
			case 5:
				r.cache.Flush(r.heap)
				p.emitExpect("cacheFlush", nil, r.cacheState())
			case 6:
				c := p.n(r.chunks)
				alloc, scav := HeapgoalChunkBits(r.heap, BaseChunkIdx+ChunkIdx(c))
				p.emitExpect("chunk", object{num("chunk", c)}, object{words("alloc", alloc), words("scavenged", scav)})
			default:
				r.cacheAlloc()
			}
		}
		r.close(huge)
	}
}

// cacheAlloc takes pages from the cache, filling it first when it is empty.
func (r *pageRun) cacheAlloc() {
	p := r.p
	if r.cache.Empty() {
		r.cache = r.heap.AllocToCache()
		base := -1
		if !r.cache.Empty() {
			base = r.page(r.cache.Base())
		}
		p.emitExpect("allocToCache", nil, r.cacheState(num("base", base)))
		return
	}
	pages := 1 + p.n(15)
	if p.oneIn(3) {
		pages = 1
	}
	addr, scav := r.cache.Alloc(uintptr(pages))
	page := r.page(addr)
	p.emitExpect("cacheAlloc", object{num("pages", pages)}, r.cacheState(num("page", page), u64("scavengedBytes", scav)))
	if page >= 0 {
		r.used = append(r.used, pageRange{page, pages})
	}
}

// printScavengeIndex drives the index of chunks worth scavenging. The index
// only counts pages, so the printer keeps a bitmap to stay consistent.
func printScavengeIndex(p *printer) {
	const first = ChunkIdx(64) // chunk 0 of the vectors; 0 itself means "none found"
	for i := 0; i < 8*p.scale; i++ {
		chunks := 1 + p.n(6)
		index := NewScavengeIndex(first, first+ChunkIdx(chunks))
		index.ResetSearchAddrs() // the test constructor leaves its high-water mark at address 0
		used := make([]bool, chunks*chunkPages)
		p.emit("new", object{num("chunks", chunks)})
		change := func(op string, from, to int) {
			args := object{num("page", from), num("pages", to-from)}
			base := PageBase(first, uint(from))
			limit := PageBase(first, uint(to))
			if op == "allocRange" {
				index.AllocRange(base, limit)
			} else {
				index.FreeRange(base, limit)
			}
			for k := from; k < to; k++ {
				used[k] = op == "allocRange"
			}
			p.emit(op, args)
		}
		change("allocRange", 0, len(used))
		for j := 0; j < 180; j++ {
			switch p.n(14) {
			case 0:
				index.NextGen()
				p.emit("nextGen", nil)
			case 1:
				c := p.n(chunks)
				index.SetEmpty(first + ChunkIdx(c))
				p.emit("setEmpty", object{num("chunk", c)})
			case 2:
				if p.oneIn(4) {
					index.ResetSearchAddrs()
					p.emit("resetSearchAddrs", nil)
				}
			case 3, 4, 5, 6, 7:
				force := p.oneIn(2)
				c, page := index.Find(force)
				found := object{num("chunk", -1), num("page", 0)}
				if c != 0 {
					found = object{num("chunk", int(c-first)), num("page", page)}
				}
				p.emitExpect("find", object{boolean("force", force)}, found)
			default:
				from, to := runOf(p.rng, used)
				if used[from] {
					change("freeRange", from, to)
				} else {
					change("allocRange", from, to)
				}
			}
		}
	}
}

// runOf draws a range of pages that are all in use or all free: a whole run,
// so that chunks become full or empty, or a part of one.
func runOf(r *rng, used []bool) (from, to int) {
	from = r.n(len(used))
	if r.oneIn(3) {
		from = from / chunkPages * chunkPages
	}
	to = from + 1
	longest := pick(r, 1, 4, 16, 15, 17, 500, len(used))
	for to < len(used) && used[to] == used[from] && to-from < longest {
		to++
	}
	return from, to
}

// printScavengeCandidates searches single chunks, with and without huge pages.
func printScavengeCandidates(p *printer) {
	huge := PhysHugePageSize
	defer HeapgoalSetHugePageSize(huge)
	for i := 0; i < 700*p.scale; i++ {
		alloc, scavenged := randomBits(p.rng), randomBits(p.rng)
		if p.oneIn(2) { // as in a real heap, only free pages are scavenged
			for w := range scavenged {
				scavenged[w] &^= alloc[w]
			}
		}
		from := uint(p.n(chunkPages))
		if p.oneIn(3) {
			from = chunkPages - 1
		}
		min := uintptr(1)
		if p.oneIn(3) {
			min = 1 << p.n(7)
		}
		limit := uintptr(pick(p.rng, 0, 1, 8, 8, p.n(64), p.n(chunkPages+1), chunkPages))
		hugePages := pick(p.rng, 0, 256, 256, 2, 64)
		HeapgoalSetHugePageSize(uintptr(hugePages) * pageBytes)
		page, pages := HeapgoalFindCandidate(alloc, scavenged, from, min, limit)
		p.emitExpect("find",
			object{words("alloc", alloc), words("scavenged", scavenged), num("searchIdx", from), num("min", int(min)), num("max", int(limit)), num("hugePages", hugePages)},
			object{num("page", page), num("pages", pages)})
	}
}

// randomBits draws a chunk bitmap: empty, full, runs, or noise.
func randomBits(r *rng) (b [8]uint64) {
	switch r.n(6) {
	case 0:
		return b
	case 1: // noise
		for i := range b {
			b[i] = r.next() & r.next()
		}
	default: // runs
		for n := 1 + r.n(8); n > 0; n-- {
			from := r.n(chunkPages)
			to := from + int(r.size(0, 9))
			for i := from; i < to && i < chunkPages; i++ {
				b[i/64] |= 1 << (i % 64)
			}
		}
		if r.oneIn(8) {
			for i := range b {
				b[i] = ^b[i]
			}
		}
	}
	return b
}
