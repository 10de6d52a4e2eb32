package org.heapgoal.lesson;

/** The parts of a lesson's text, in order. */
public enum Section {
    GOAL("Goal"),
    BACKGROUND("Background"),
    EXPERIMENT("Experiment"),
    LOOK_AT("Look at"),
    QUESTION("Question"),
    SOLUTION("Solution"),
    WRONG_ANSWERS("Wrong answers");

    private final String heading;

    Section(String heading) {
        this.heading = heading;
    }

    /** Its heading. */
    public String heading() {
        return heading;
    }
}
