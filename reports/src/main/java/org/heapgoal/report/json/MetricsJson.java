package org.heapgoal.report.json;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.recording.MetricValue;

/**
 * What runtime/metrics reads: numbers as numbers, distributions as their buckets that are not empty. An edge at infinity is
 * null.
 */
final class MetricsJson {
    private MetricsJson() {}

    static Map<String, Object> of(Map<String, MetricValue> metrics) {
        Map<String, Object> json = new LinkedHashMap<>();
        metrics.forEach((name, value) -> json.put(name, value(value)));
        return json;
    }

    private static Object value(MetricValue value) {
        if (value instanceof MetricValue.Whole whole) {
            return whole.value() >= 0 ? (Object) whole.value() : new BigInteger(Long.toUnsignedString(whole.value()));
        }
        if (value instanceof MetricValue.Real real) {
            return real.value();
        }
        MetricValue.Histogram histogram = (MetricValue.Histogram) value;
        List<Object> buckets = new ArrayList<>();
        for (int i = 0; i < histogram.counts().size(); i++) {
            if (histogram.counts().get(i) != 0) {
                Map<String, Object> bucket = new LinkedHashMap<>();
                bucket.put("from", histogram.bounds().get(i));
                bucket.put("to", histogram.bounds().get(i + 1));
                bucket.put("count", histogram.counts().get(i));
                buckets.add(bucket);
            }
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("total", histogram.total());
        json.put("buckets", buckets);
        return json;
    }
}
