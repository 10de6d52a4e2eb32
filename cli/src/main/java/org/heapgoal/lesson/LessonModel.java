package org.heapgoal.lesson;

/** What a lesson computes. */
interface LessonModel {
    /**
     * Declares the figures of one variant.
     *
     * @param figures gets them
     * @param variant which numbers
     * @param bench runs the lesson's scenario
     */
    void declare(Figures figures, Variant variant, Bench bench);
}
