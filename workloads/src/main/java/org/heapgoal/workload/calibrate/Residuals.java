package org.heapgoal.workload.calibrate;

import java.util.ArrayList;
import java.util.List;

/** Reproduces each cycle from the twin's figures and the cycle before it, and compares. */
final class Residuals {
    private Residuals() {}

    /**
     * The residuals of a fit.
     *
     * @param workers CPUs that dedicated and fractional workers have while marking
     */
    static List<Residual> of(
            List<CycleFacts> facts,
            SegmentFit segments,
            LoadShape shape,
            MarkCostFit cost,
            RecordedSettings recorded,
            double workers) {
        List<Residual> out = new ArrayList<>();
        out.add(heapAtStart(facts, segments, shape));
        if (recorded.goalRule().isPresent()) {
            out.add(goal(facts, recorded.goalRule().getAsInt() / 100.0));
        }
        double[] cpu = facts.stream().mapToDouble(CycleFacts::markCpuNanos).toArray();
        double[] expected = facts.stream()
                .mapToDouble(fact -> cost.nanosFor(fact.reachable().mid()))
                .toArray();
        out.add(Residual.of("mark CPU", expected, cpu));
        out.add(markTime(facts, expected, workers));
        return out;
    }

    /** The live heap before it, and what the stretch's allocation rate adds in the time between. */
    private static Residual heapAtStart(List<CycleFacts> facts, SegmentFit segments, LoadShape shape) {
        List<double[]> pairs = new ArrayList<>();
        double now = 0;
        int segment = 0;
        double segmentEnd = segments.segments().get(0).workSeconds() * 1e9;
        for (int i = 0; i < facts.size(); i++) {
            CycleFacts fact = facts.get(i);
            if (!fact.follows()) {
                boolean counted = i > 0 || segments.initialLiveBytes() == 0;
                double since = i == 0 ? 0 : facts.get(i - 1).endNanos();
                now += counted
                        ? shape.workOtherwise(Math.max(0, fact.startNanos() - since)) + shape.workWhileMarking(fact)
                        : 0;
                continue;
            }
            double work = shape.workOtherwise(fact.idleBefore());
            double middle = now + work / 2;
            while (segment < segments.segments().size() - 1 && segmentEnd < middle) {
                segment++;
                segmentEnd += segments.segments().get(segment).workSeconds() * 1e9;
            }
            double rate = segments.segments().get(segment).allocBytesPerWorkSecond();
            double before = facts.get(i - 1).marked().mid();
            pairs.add(new double[] {before + rate * work / 1e9, fact.atStart().mid()});
            now += work + shape.workWhileMarking(fact);
        }
        return residual("heap at start", pairs);
    }

    private static Residual goal(List<CycleFacts> facts, double share) {
        List<double[]> pairs = new ArrayList<>();
        for (int i = 1; i < facts.size(); i++) {
            CycleFacts before = facts.get(i - 1);
            if (facts.get(i).follows()) {
                double rule = before.marked().mid()
                        + (before.marked().mid() + before.roots().low()) * share;
                double minimum = (4 << 20) * share;
                pairs.add(new double[] {
                    Math.max(rule, minimum), facts.get(i).goal().mid()
                });
            }
        }
        return residual("goal", pairs);
    }

    /** The expected marking over the workers, assists and idle workers that each cycle had. */
    private static Residual markTime(List<CycleFacts> facts, double[] expected, double workers) {
        double[] reproduced = new double[facts.size()];
        double[] observed = new double[facts.size()];
        for (int i = 0; i < facts.size(); i++) {
            CycleFacts fact = facts.get(i);
            double cpu = Math.max(1, fact.markCpuNanos());
            double byWorkers = fact.backgroundNanos() / cpu;
            reproduced[i] = workers > 0 ? expected[i] * byWorkers / workers : 0;
            observed[i] = fact.markNanos();
        }
        return Residual.of("mark time", reproduced, observed);
    }

    private static Residual residual(String quantity, List<double[]> pairs) {
        return Residual.of(
                quantity,
                pairs.stream().mapToDouble(pair -> pair[0]).toArray(),
                pairs.stream().mapToDouble(pair -> pair[1]).toArray());
    }
}
