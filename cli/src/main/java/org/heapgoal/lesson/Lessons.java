package org.heapgoal.lesson;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.heapgoal.sim.units.BadInput;

/** The lessons that come with the program. */
public final class Lessons {
    private static final String FOLDER = "/org/heapgoal/lessons/";

    /** The resources of the lessons in order, each with what computes its figures. */
    private static final List<Entry> ENTRIES = List.of(
            new Entry("goal-formula", new GoalFormula()),
            new Entry("cpu-for-memory", new CpuForMemory()),
            new Entry("tiny-heap", new TinyHeap()),
            new Entry("trigger-and-runway", new TriggerAndRunway()),
            new Entry("mark-workers", new MarkWorkerCounts()),
            new Entry("memory-limit", new MemoryLimit()),
            new Entry("death-spiral", new DeathSpiral()),
            new Entry("rss-is-not-heap", new RssIsNotHeap()),
            new Entry("quota-trap", new QuotaTrap()),
            new Entry("calibrate-and-predict", new CalibrateAndPredict()),
            new Entry("idle-gc", new IdleGc()));

    private record Entry(String resource, LessonModel model) {
        Lesson lesson(int number) {
            String scenario = model instanceof CalibrateAndPredict ? "" : text(resource + ".yaml");
            return new Lesson(number, LessonText.parse(text(resource + ".md")), scenario, model);
        }
    }

    private Lessons() {}

    /** How many there are. */
    public static int count() {
        return ENTRIES.size();
    }

    /** All lessons in order. */
    public static List<Lesson> all() {
        return IntStream.rangeClosed(1, count()).mapToObj(Lessons::get).toList();
    }

    /**
     * A lesson.
     *
     * @param number from 1
     * @throws BadInput if there is none of this number
     */
    public static Lesson get(int number) {
        if (number < 1 || number > count()) {
            throw new BadInput(
                    "there is no lesson " + number + "; allowed is 1 to " + count() + " (heapgoal lessons lists them)");
        }
        return ENTRIES.get(number - 1).lesson(number);
    }

    private static String text(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A resource of the lessons. */
    static InputStream open(String name) {
        InputStream in = Lessons.class.getResourceAsStream(FOLDER + name);
        if (in == null) {
            throw new IllegalStateException("resource " + name + " is missing");
        }
        return in;
    }
}
