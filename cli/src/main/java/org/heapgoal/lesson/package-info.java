/**
 * Lessons on tuning Go's garbage collector: a text with an experiment and a question each, whose answer is computed by the
 * simulator when it is asked for.
 *
 * <p>A lesson is a text (a resource, {@link org.heapgoal.lesson.LessonText}), a scenario (a resource too) and a
 * {@link org.heapgoal.lesson.LessonModel} that declares its figures. Text and scenario name figures; no figure that depends
 * on the model stands in a text. A variant changes the inputs, and with them everything else. Figures of a wrong answer
 * are computed as somebody would who makes that mistake.
 *
 * <p>Follows no Go source of its own: runs go through the levels of detail, and questions about one law (mark workers, GC
 * CPU limiter) ask that law. Figures are bytes, seconds, shares of 1, CPUs or plain numbers.
 */
@NullMarked
package org.heapgoal.lesson;

import org.jspecify.annotations.NullMarked;
