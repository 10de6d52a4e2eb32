package org.heapgoal.lesson;

/**
 * What there is to say of one answer.
 *
 * @param part the part that it answers
 * @param right whether it counts as right
 * @param sentence how far off it is, and why people come to it where that is known
 */
public record Verdict(String part, boolean right, String sentence) {}
