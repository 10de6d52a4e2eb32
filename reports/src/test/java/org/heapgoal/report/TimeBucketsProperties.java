package org.heapgoal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Oracle: the plain sum, and the rule that an interval gets no more than its overlap's share (give or take 1 ns). */
class TimeBucketsProperties {
    record Span(long from, long length, long amount, CpuKind kind) {}

    @Property(tries = 500)
    void nothingIsLostHoweverOftenIntervalsMerge(@ForAll("spans") List<Span> spans) {
        TimeBuckets<CpuKind> buckets = new TimeBuckets<>(CpuKind.class, 8);
        for (Span span : spans) {
            buckets.add(span.kind, span.from, span.from + span.length, span.amount);
        }
        for (CpuKind kind : CpuKind.values()) {
            long sum = spans.stream()
                    .filter(span -> span.kind == kind)
                    .mapToLong(Span::amount)
                    .sum();
            assertThat(buckets.total(kind)).isEqualTo(sum);
        }
        assertThat(buckets.size()).isBetween(1, 8);
        long end = spans.stream()
                .mapToLong(span -> span.from + Math.max(1, span.length))
                .max()
                .orElse(0);
        assertThat(buckets.size() * buckets.bucketNanos()).isGreaterThanOrEqualTo(end);
    }

    @Property(tries = 500)
    void eachIntervalGetsTheShareOfItsOverlap(@ForAll("spans") List<Span> spans) {
        Span span = spans.get(0);
        TimeBuckets<CpuKind> buckets = new TimeBuckets<>(CpuKind.class, 8);
        buckets.add(span.kind, span.from, span.from + span.length, span.amount);
        for (int bucket = 0; bucket < buckets.size(); bucket++) {
            long start = bucket * buckets.bucketNanos();
            long overlap =
                    Math.min(start + buckets.bucketNanos(), span.from + span.length) - Math.max(start, span.from);
            double share = span.length == 0
                    ? (span.from / buckets.bucketNanos() == bucket ? 1 : 0)
                    : Math.max(0, overlap) / (double) span.length;
            assertThat((double) buckets.nanos(bucket, span.kind))
                    .isBetween(span.amount * share - 1.5, span.amount * share + 1.5);
        }
    }

    @Provide
    Arbitrary<List<Span>> spans() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 1_000_000),
                        Arbitraries.longs().between(0, 100_000),
                        Arbitraries.longs().between(0, 1_000_000_000),
                        Arbitraries.of(CpuKind.class))
                .as(Span::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }
}
