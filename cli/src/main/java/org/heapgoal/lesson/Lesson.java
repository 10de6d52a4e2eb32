package org.heapgoal.lesson;

/**
 * A lesson.
 *
 * @param number from 1
 * @param text its text
 * @param scenario its scenario with names of figures in it; empty where its input is a log
 * @param model its figures
 */
public record Lesson(int number, LessonText text, String scenario, LessonModel model) {
    /** The lesson with a variant's numbers. */
    public Session variant(int variant) {
        return new Session(this, new Variant(variant));
    }
}
