package org.heapgoal.heap.span;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.heap.page.OsPages;
import org.heapgoal.recording.MemStats;
import org.junit.jupiter.api.Test;

/**
 * Oracle: MemStats and the objects of each span class at the start of main of the smallest program, built with Go 1.23.5 and
 * 1.26.8 for linux/amd64 and run with GOMAXPROCS=1: {@code validation/start}, the least of nine runs. What the first cycle frees
 * of them the heap does not have by itself; the test adds it.
 */
class StartOfAProcessTest implements HeapOwner {
    private static final MemStats.Gc NO_GC = new MemStats.Gc(0, 0, 0, List.of(), List.of(), 0, 0, 0);

    @Test
    void aProcessOfGo126StartsAsARealOne() throws IOException {
        check(GoVersion.GO_1_26, true, "go1.26.8.csv");
    }

    @Test
    void aProcessOfGo123StartsAsARealOne() throws IOException {
        check(GoVersion.GO_1_23, false, "go1.23.5.csv");
    }

    private void check(GoVersion version, boolean greenTea, String file) throws IOException {
        Map<String, Long> real = read(file);
        Heap heap = new Heap(version, greenTea, OsPages.LINUX_AMD64, new Ledger(), this, cohort -> {});
        MemStats stats = start(heap, dying(file));
        heap.verify();
        Map<String, Long> model = new TreeMap<>();
        model.put("Alloc", stats.alloc());
        model.put("TotalAlloc", stats.totalAlloc());
        model.put("Mallocs", stats.mallocs());
        model.put("Frees", stats.frees());
        model.put("HeapInuse", stats.heap().inuse());
        model.put("HeapObjects", stats.heap().objects());
        model.put("Sys", stats.sys());
        MemStats.OffHeap offHeap = stats.offHeap();
        model.put("MSpanSys", offHeap.mspanSys());
        model.put("MCacheInuse", offHeap.mcacheInuse());
        model.put("MCacheSys", offHeap.mcacheSys());
        model.put("BuckHashSys", offHeap.buckHashSys());
        // Runs of 1.23 differ in what of their first chunks is the collector's; the sum is always the same.
        model.put("GCSys and OtherSys", offHeap.gcSys() + offHeap.otherSys());
        for (int sizeClass = 1; sizeClass < stats.bySize().size(); sizeClass++) {
            MemStats.SizeCount count = stats.bySize().get(sizeClass);
            if (count.mallocs() > 0) {
                model.put("objects." + count.size(), count.mallocs());
            }
            for (boolean noscan : new boolean[] {false, true}) {
                long spans = heap.spansInUse(SizeClasses.spanClass(sizeClass, noscan));
                if (spans > 0) {
                    model.put("pointers." + noscan + '.' + count.size(), 1L);
                }
            }
        }
        real.keySet().retainAll(model.keySet());
        assertThat(model).isEqualTo(real);
    }

    /** The least values at GOMAXPROCS=1; objects by size, and which of their kinds there are. */
    private static Map<String, Long> read(String file) throws IOException {
        Map<String, Long> values = new TreeMap<>();
        Path path = Path.of(System.getProperty("heapgoal.root"), "validation", "start", file);
        for (String line : Files.readAllLines(path)) {
            String[] fields = line.split(",", -1);
            if (!fields[0].equals("1")) {
                continue;
            }
            String[] words = fields[1].split("\\.", -1);
            if (words[0].equals("survivors")) {
                continue;
            }
            if (words.length == 3) {
                values.merge("objects." + words[2], Long.parseLong(fields[2]), Long::sum);
                values.put("pointers." + words[1].equals("noscan") + '.' + words[2], 1L);
            } else {
                String name =
                        fields[1].equals("GCSys") || fields[1].equals("OtherSys") ? "GCSys and OtherSys" : fields[1];
                // Of two ranges with a fixed sum, the least of one goes with the most of the other.
                values.merge(name, Long.parseLong(fields[fields[1].equals("OtherSys") ? 4 : 2]), Long::sum);
            }
        }
        return values;
    }

    /** Objects that are there at the start and not after the first cycle, by kind and size. */
    private static Map<String, Integer> dying(String file) throws IOException {
        Map<String, Integer> dying = new TreeMap<>();
        Path path = Path.of(System.getProperty("heapgoal.root"), "validation", "start", file);
        for (String line : Files.readAllLines(path)) {
            String[] fields = line.split(",", -1);
            int sign = fields[1].startsWith("objects.") ? 1 : fields[1].startsWith("survivors.") ? -1 : 0;
            if (sign != 0 && fields[0].equals("1")) {
                dying.merge(
                        fields[1].substring(fields[1].indexOf('.') + 1),
                        sign * Integer.parseInt(fields[2]),
                        Integer::sum);
            }
        }
        dying.values().removeIf(count -> count <= 0);
        return dying;
    }

    /** The first thread and two more, and the four goroutines that a process has when main begins. */
    private static MemStats start(Heap heap, Map<String, Integer> dying) {
        heap.addP(0);
        heap.allocRuntimeStart(0);
        // Programs with package os do not have this one, which the heap follows.
        heap.allocRuntime(0, 760, false, 1);
        dying.forEach((kind, count) -> {
            String[] words = kind.split("\\.", -1);
            heap.allocRuntime(0, Integer.parseInt(words[1]), words[0].equals("noscan"), count);
        });
        heap.chargeThread(0);
        heap.chargeThread(0);
        for (int i = 0; i < 4; i++) {
            heap.chargeGoroutine(0);
            heap.allocStack(0, 2048);
        }
        // The main goroutine's stack has grown twice.
        heap.allocStack(0, 4096);
        heap.allocStack(0, 8192);
        heap.flush(0);
        return heap.memStats(NO_GC);
    }

    @Override
    public void deductSweepCredit(long spanBytes, long callerSweepPages) {}

    @Override
    public void heapLive(long liveDelta, long scanDelta) {}

    @Override
    public void spanTaken(int p, long scavengedBytes, long grownBytes) {}
}
