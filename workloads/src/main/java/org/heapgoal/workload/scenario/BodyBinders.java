package org.heapgoal.workload.scenario;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.process.guide.GuideLoad;
import org.heapgoal.process.load.CycleLoad;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.workload.stream.ValueStream;
import org.heapgoal.workload.yaml.Fields;
import org.heapgoal.workload.yaml.Problems;
import org.heapgoal.workload.yaml.Scalars;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the keys {@code cycles} and {@code guide}. */
final class BodyBinders {
    static final double MIB = 1 << 20;

    private final Problems problems;
    private final Scalars scalars;

    BodyBinders(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    Scenario.@Nullable CyclesBody cycles(Node node) {
        Fields fields = Fields.of(node, "cycles", problems);
        if (fields == null) {
            return null;
        }
        int count = Math.toIntExact(scalars.whole(fields.required("count"), "count", 1, CycleLoad.MAX_CYCLES, 1));
        long globals = scalars.size(fields.optional("globals"), "globals", TimedLoad.MAX_BYTES, 0);
        ValueStream alloc = stream(fields.required("allocRate"), "allocRate", 1);
        ValueStream scan = stream(fields.required("scanRate"), "scanRate", 1);
        ValueStream growth = stream(fields.required("growthRate"), "growthRate", 1);
        ValueStream scannable = stream(fields.optional("scannableFraction"), "scannableFraction", 1);
        ValueStream stack = stream(fields.optional("stackBytes"), "stackBytes", 8192);
        fields.finish();
        return new Scenario.CyclesBody(count, globals, alloc, scan, growth, scannable, stack);
    }

    private ValueStream stream(@Nullable Node node, String name, double absent) {
        return new StreamBinder(problems).bind(node, name, new ValueStream.Constant(absent));
    }

    @Nullable
    GuideLoad guide(Node node) {
        Fields fields = Fields.of(node, "guide", problems);
        if (fields == null) {
            return null;
        }
        int before = problems.count();
        double most = GuideLoad.MAX_MIB * MIB;
        double scan = scalars.amount(
                        fields.optional("scanRate"),
                        "scanRate",
                        1e-3 * MIB,
                        most,
                        GuideLoad.DEFAULT_SCAN_MIB_PER_SECOND * MIB)
                / MIB;
        double fixed = scalars.seconds(
                fields.optional("fixedCost"), "fixedCost", 0, 3600, GuideLoad.DEFAULT_FIXED_COST_SECONDS);
        double other = scalars.amount(fields.optional("otherMemory"), "otherMemory", 0, most, 0) / MIB;
        List<GuideLoad.Phase> phases = phases(fields.required("phases"));
        fields.finish();
        return problems.count() > before ? null : new GuideLoad(phases, scan, fixed, other);
    }

    private List<GuideLoad.Phase> phases(@Nullable Node node) {
        List<GuideLoad.Phase> phases = new ArrayList<>();
        if (node == null) {
            return phases;
        }
        if (!(node instanceof SequenceNode list)
                || list.getValue().isEmpty()
                || list.getValue().size() > GuideLoad.MAX_PHASES) {
            problems.at(node, "phases has to be a list of 1 to " + GuideLoad.MAX_PHASES + " phases");
            return phases;
        }
        for (Node item : list.getValue()) {
            Fields fields = Fields.of(item, "a phase", problems);
            if (fields != null) {
                phases.add(phase(fields));
            }
        }
        return phases;
    }

    private GuideLoad.Phase phase(Fields fields) {
        double duration = scalars.seconds(fields.required("duration"), "duration", 1e-6, 1e7, 1);
        double rate =
                scalars.amount(fields.required("allocRate"), "allocRate", 1e-6 * MIB, GuideLoad.MAX_MIB * MIB, MIB)
                        / MIB;
        double survival = scalars.number(fields.required("newSurvivalRate"), "newSurvivalRate", 0, 1, 0);
        double death = scalars.number(fields.required("oldDeathRate"), "oldDeathRate", 0, 1, 0);
        fields.finish();
        return new GuideLoad.Phase(duration, rate, survival, death);
    }
}
