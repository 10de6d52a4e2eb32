package org.heapgoal.workload.scenario;

import java.util.List;
import java.util.Locale;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.process.guide.GuideLoad;
import org.heapgoal.process.load.LoadKind;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.sim.units.ByteSize;
import org.heapgoal.sim.units.GoDuration;
import org.heapgoal.workload.yaml.Numbers;

/**
 * Prints scenarios as YAML. Reading the text gives an equal scenario, and the same scenario gives the same text on every
 * machine and JDK.
 */
public final class ScenarioWriter {
    private final StringBuilder text = new StringBuilder();

    private ScenarioWriter() {}

    /** The scenario's text. */
    public static String write(Scenario scenario) {
        return write(scenario, List.of());
    }

    /**
     * The scenario's text below a head of comments.
     *
     * @param comments lines to put first, without their {@code #}
     */
    public static String write(Scenario scenario, List<String> comments) {
        ScenarioWriter writer = new ScenarioWriter();
        comments.forEach(line -> writer.line(0, ("# " + line.replaceAll("\\p{Cntrl}", " ")).stripTrailing()));
        writer.head(scenario);
        scenario.bodies().forEach(writer::body);
        return writer.text.toString();
    }

    private void body(Scenario.Body body) {
        if (body instanceof Scenario.ProcessBody process) {
            new ProcessWriter(text).write(process.load());
        } else if (body instanceof Scenario.TimedBody timed) {
            load(timed.load());
        } else if (body instanceof Scenario.CyclesBody cycles) {
            cycles(cycles);
        } else if (body instanceof Scenario.GuideBody guide) {
            guide(guide.load());
        }
    }

    private void head(Scenario scenario) {
        line(0, "name: " + quoted(scenario.name()));
        if (!scenario.title().isEmpty()) {
            line(0, "title: " + quoted(scenario.title()));
        }
        if (!scenario.description().isEmpty()) {
            line(0, "description: " + quoted(scenario.description()));
        }
        scenario.question().ifPresent(this::question);
        line(0, "level: " + scenario.level().label());
        line(0, "go: " + quoted(scenario.go().label()));
        GcSettings settings = scenario.settings();
        line(0, "settings:");
        line(1, "GOGC: " + settings.gogcText());
        line(1, "GOMEMLIMIT: " + settings.memoryLimitText());
        if (!scenario.defaultMaxProcs()) {
            line(1, "GOMAXPROCS: " + settings.maxProcs());
        }
    }

    private void question(UsersQuestion question) {
        line(0, "question:");
        line(1, "ask: " + quoted(question.ask()));
        line(1, "threads:");
        question.threads().forEach(thread -> line(2, "- " + quoted(thread)));
        line(1, "try:");
        question.tries().forEach(command -> line(2, "- " + quoted(command)));
        line(1, "finding: " + quoted(question.finding()));
    }

    private void load(TimedLoad load) {
        line(0, "load:");
        boolean paced = load.demand().kind() == LoadKind.PACED;
        line(1, "kind: " + (paced ? LoadBinder.PACED : LoadBinder.SATURATED));
        line(1, "demandProcs: " + Numbers.shortest(load.demand().demandProcs()));
        if (paced) {
            line(1, "peakProcs: " + Numbers.shortest(load.demand().peakProcs()));
        }
        line(1, "initialLiveHeap: " + ByteSize.print(load.initialLiveHeapBytes()));
        line(1, "globals: " + ByteSize.print(load.globalsBytes()));
        line(1, "scannableFraction: " + Numbers.shortest(load.scannableFraction()));
        TimedLoad.MarkCost cost = load.markCost();
        line(1, "markCost:");
        line(2, "fixed: " + GoDuration.print(cost.fixedNanos()));
        line(2, "nanosPerLiveByte: " + Numbers.shortest(cost.nanosPerLiveByte()));
        line(2, "nanosPerScannedByte: " + Numbers.shortest(cost.nanosPerScannedByte()));
        stop("sweepTermination", load.sweepTermination());
        stop("markTermination", load.markTermination());
        TimedLoad.Marking marking = load.marking();
        line(1, "marking:");
        line(2, "workerEfficiency: " + Numbers.shortest(marking.workerEfficiency()));
        line(2, "idleMarkShare: " + Numbers.shortest(marking.idleMarkShare()));
        line(2, "minAssistShare: " + Numbers.shortest(marking.minAssistShare()));
        line(2, "mutatorSpeed: " + Numbers.shortest(marking.mutatorSpeed()));
        TimedLoad.Memory memory = load.memory();
        line(1, "memory:");
        line(2, "nonHeap: " + ByteSize.print(memory.nonHeapBytes()));
        line(2, "metadataPerHeapByte: " + Numbers.shortest(memory.metadataPerHeapByte()));
        line(2, "fragmentationRatio: " + Numbers.shortest(memory.fragmentationRatio()));
        line(2, "outsideGo: " + ByteSize.print(memory.outsideGoBytes()));
        segments(load.segments());
    }

    private void segments(List<TimedLoad.Segment> segments) {
        line(1, "segments:");
        for (TimedLoad.Segment segment : segments) {
            line(
                    2,
                    String.format(
                            Locale.ROOT,
                            "- {work: %s, allocRate: %s, liveHeap: %s, stacks: %s}",
                            Numbers.seconds(segment.workSeconds()),
                            Numbers.amount(segment.allocBytesPerWorkSecond()),
                            ByteSize.print(segment.liveHeapBytes()),
                            ByteSize.print(segment.stackBytes())));
        }
    }

    private void stop(String key, TimedLoad.StopCost cost) {
        line(1, key + ":");
        line(2, "base: " + GoDuration.print(cost.baseNanos()));
        line(2, "nanosPerProc: " + Numbers.shortest(cost.nanosPerProc()));
    }

    private void cycles(Scenario.CyclesBody body) {
        line(0, "cycles:");
        line(1, "count: " + body.count());
        line(1, "globals: " + ByteSize.print(body.globalsBytes()));
        line(1, "allocRate: " + StreamWriter.write(body.allocRate()));
        line(1, "scanRate: " + StreamWriter.write(body.scanRate()));
        line(1, "growthRate: " + StreamWriter.write(body.growthRate()));
        line(1, "scannableFraction: " + StreamWriter.write(body.scannableFraction()));
        line(1, "stackBytes: " + StreamWriter.write(body.stackBytes()));
    }

    private void guide(GuideLoad load) {
        line(0, "guide:");
        line(1, "scanRate: " + Numbers.amount(load.scanMiBPerSecond() * BodyBinders.MIB));
        line(1, "fixedCost: " + Numbers.seconds(load.fixedCostSeconds()));
        line(1, "otherMemory: " + Numbers.amount(load.otherMiB() * BodyBinders.MIB));
        line(1, "phases:");
        for (GuideLoad.Phase phase : load.phases()) {
            line(
                    2,
                    String.format(
                            Locale.ROOT,
                            "- {duration: %s, allocRate: %s, newSurvivalRate: %s, oldDeathRate: %s}",
                            Numbers.seconds(phase.durationSeconds()),
                            Numbers.amount(phase.allocMiBPerSecond() * BodyBinders.MIB),
                            Numbers.shortest(phase.newSurvivalRate()),
                            Numbers.shortest(phase.oldDeathRate())));
        }
    }

    private void line(int indent, String content) {
        text.append("  ".repeat(indent)).append(content).append('\n');
    }

    /** A double-quoted YAML scalar; what might not survive as it is becomes an escape. */
    static String quoted(String value) {
        StringBuilder out = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if ((c >= 0x20 && c < 0x7f) || Character.isLetterOrDigit(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format(Locale.ROOT, c > 0xffff ? "\\U%08x" : "\\u%04x", c));
            }
        });
        return out.append('"').toString();
    }
}
