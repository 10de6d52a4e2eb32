package org.heapgoal.workload.scenario;

import java.util.List;

/**
 * What users ask, and what a scenario answers: key {@code question}.
 *
 * @param ask the question in a user's words
 * @param threads where it was asked: issues as {@code owner/repository#number}, or other places in words
 * @param tries command lines without {@code heapgoal} that show the answer
 * @param finding what they show
 */
public record UsersQuestion(String ask, List<String> threads, List<String> tries, String finding) {
    /** Checks that nothing is missing or too long. */
    public UsersQuestion {
        ask = ask.strip();
        finding = finding.strip();
        threads = threads.stream().map(String::strip).toList();
        tries = tries.stream().map(String::strip).toList();
        if (ask.isEmpty() || finding.isEmpty() || threads.isEmpty() || tries.isEmpty()) {
            throw new IllegalArgumentException("a question has ask, threads, try and finding");
        }
    }
}
