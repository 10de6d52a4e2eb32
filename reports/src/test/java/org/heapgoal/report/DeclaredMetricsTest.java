package org.heapgoal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.heapgoal.recording.metric.Metric;
import org.heapgoal.recording.metric.MetricUnit;
import org.junit.jupiter.api.Test;

class DeclaredMetricsTest {
    @Test
    void namesAreUniqueAmongWhatTheyAreOfAndEndInTheirUnit() {
        DeclaredMetrics.all().forEach((of, metrics) -> {
            assertThat(metrics.stream().map(Metric::fieldName)).as(of).doesNotHaveDuplicates();
            for (Metric metric : metrics) {
                String top = metric.fieldName().split("\\.", 2)[0];
                assertThat(top.endsWith("Seconds"))
                        .as(metric.fieldName())
                        .isEqualTo(metric.unit() == MetricUnit.SECONDS);
                assertThat(top.endsWith("Bytes")).as(metric.fieldName()).isEqualTo(metric.unit() == MetricUnit.BYTES);
                assertThat(metric.label()).isNotBlank();
                assertThat(metric.meaning()).isNotBlank().doesNotEndWith(".");
            }
        });
    }

    /** Oracle: a Go name's ending says the unit. */
    @Test
    void goNamesHaveTheUnitOfTheFigure() {
        Map<String, MetricUnit> units = Map.of(
                "bytes", MetricUnit.BYTES,
                "cpu-seconds", MetricUnit.SECONDS,
                "gc-cycles", MetricUnit.COUNT,
                "threads", MetricUnit.COUNT);
        List<Metric> named = DeclaredMetrics.all().values().stream()
                .flatMap(List::stream)
                .filter(metric -> metric.goName().isPresent())
                .toList();
        assertThat(named).hasSizeGreaterThan(15);
        for (Metric metric : named) {
            String name = metric.goName().orElseThrow();
            assertThat(units.get(name.substring(name.indexOf(':') + 1)))
                    .as(metric.fieldName() + " is " + name)
                    .isEqualTo(metric.unit());
        }
    }

    /** What is the same thing has the same name, wherever it is declared. */
    @Test
    void aGoNameStandsForOneFieldName() {
        DeclaredMetrics.all().values().stream()
                .flatMap(List::stream)
                .filter(metric -> metric.goName().isPresent())
                .collect(Collectors.groupingBy(
                        metric -> metric.goName().orElseThrow(),
                        TreeMap::new,
                        Collectors.mapping(Metric::fieldName, Collectors.toSet())))
                .forEach((name, fields) -> assertThat(fields).as(name).hasSize(1));
    }
}
