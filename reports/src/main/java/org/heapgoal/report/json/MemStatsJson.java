package org.heapgoal.report.json;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.recording.MemStats;

/**
 * {@code runtime.MemStats} as {@code encoding/json} prints it: all fields under Go's names, in Go's order, unsigned. Instants
 * (LastGC, PauseEnd) are nanoseconds since the start of the process, where Go has wall-clock time.
 */
final class MemStatsJson {
    private MemStatsJson() {}

    static Map<String, Object> of(MemStats stats) {
        Map<String, Object> json = new LinkedHashMap<>();
        put(json, "Alloc", stats.alloc());
        put(json, "TotalAlloc", stats.totalAlloc());
        put(json, "Sys", stats.sys());
        // Pointer lookups, which no runtime counts any more.
        put(json, "Lookups", 0);
        put(json, "Mallocs", stats.mallocs());
        put(json, "Frees", stats.frees());
        put(json, "HeapAlloc", stats.alloc());
        put(json, "HeapSys", stats.heap().sys());
        put(json, "HeapIdle", stats.heap().idle());
        put(json, "HeapInuse", stats.heap().inuse());
        put(json, "HeapReleased", stats.heap().released());
        put(json, "HeapObjects", stats.heap().objects());
        offHeap(json, stats.offHeap());
        gc(json, stats.gc());
        json.put("BySize", stats.bySize().stream().map(MemStatsJson::size).toList());
        return json;
    }

    private static void offHeap(Map<String, Object> json, MemStats.OffHeap offHeap) {
        put(json, "StackInuse", offHeap.stackInuse());
        put(json, "StackSys", offHeap.stackSys());
        put(json, "MSpanInuse", offHeap.mspanInuse());
        put(json, "MSpanSys", offHeap.mspanSys());
        put(json, "MCacheInuse", offHeap.mcacheInuse());
        put(json, "MCacheSys", offHeap.mcacheSys());
        put(json, "BuckHashSys", offHeap.buckHashSys());
        put(json, "GCSys", offHeap.gcSys());
        put(json, "OtherSys", offHeap.otherSys());
    }

    private static void gc(Map<String, Object> json, MemStats.Gc gc) {
        put(json, "NextGC", gc.nextGC());
        put(json, "LastGC", gc.lastGC());
        put(json, "PauseTotalNs", gc.pauseTotalNs());
        json.put("PauseNs", unsigned(gc.pauseNs()));
        json.put("PauseEnd", unsigned(gc.pauseEnd()));
        put(json, "NumGC", gc.numGC());
        put(json, "NumForcedGC", gc.numForcedGC());
        json.put("GCCPUFraction", gc.gcCPUFraction());
        json.put("EnableGC", true);
        json.put("DebugGC", false);
    }

    private static Map<String, Object> size(MemStats.SizeCount count) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Size", count.size());
        put(json, "Mallocs", count.mallocs());
        put(json, "Frees", count.frees());
        return json;
    }

    private static List<Object> unsigned(List<Long> numbers) {
        return numbers.stream().map(MemStatsJson::unsigned).toList();
    }

    private static void put(Map<String, Object> json, String name, long number) {
        json.put(name, unsigned(number));
    }

    private static Object unsigned(long number) {
        return number >= 0 ? (Object) number : new BigInteger(Long.toUnsignedString(number));
    }
}
