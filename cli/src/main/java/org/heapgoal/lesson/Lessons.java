package org.heapgoal.lesson;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.heapgoal.sim.units.BadInput;

/** The lessons that come with the program. */
public final class Lessons {
    private static final String FOLDER = "/org/heapgoal/lessons/";

    /** A resource and what computes its figures, in the order of the lessons. */
    private enum Entry {
        GOAL_FORMULA("goal-formula", new GoalFormula()),
        CPU_FOR_MEMORY("cpu-for-memory", new CpuForMemory()),
        TINY_HEAP("tiny-heap", new TinyHeap()),
        TRIGGER_AND_RUNWAY("trigger-and-runway", new TriggerAndRunway()),
        MARK_WORKERS("mark-workers", new MarkWorkerCounts()),
        MEMORY_LIMIT("memory-limit", new MemoryLimit()),
        DEATH_SPIRAL("death-spiral", new DeathSpiral()),
        RSS_IS_NOT_HEAP("rss-is-not-heap", new RssIsNotHeap()),
        QUOTA_TRAP("quota-trap", new QuotaTrap()),
        CALIBRATE_AND_PREDICT("calibrate-and-predict", new CalibrateAndPredict()),
        IDLE_GC("idle-gc", new IdleGc());

        private final String resource;

        @SuppressWarnings("ImmutableEnumChecker") // the models have no state
        private final LessonModel model;

        Entry(String resource, LessonModel model) {
            this.resource = resource;
            this.model = model;
        }

        Lesson lesson() {
            String scenario = this == CALIBRATE_AND_PREDICT ? "" : text(resource + ".yaml");
            return new Lesson(ordinal() + 1, LessonText.parse(text(resource + ".md")), scenario, model);
        }
    }

    private Lessons() {}

    /** How many there are. */
    public static int count() {
        return Entry.values().length;
    }

    /** All lessons in order. */
    public static List<Lesson> all() {
        return List.of(Entry.values()).stream().map(Entry::lesson).toList();
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
        return Entry.values()[number - 1].lesson();
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
