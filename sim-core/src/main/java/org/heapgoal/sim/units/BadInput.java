package org.heapgoal.sim.units;

import org.jspecify.annotations.Nullable;

/**
 * Input from a user that cannot be used: a setting, a scenario, a log or a vector file.
 *
 * <p>The message is one line, ready to be shown after {@code heapgoal: }; where the place is known it begins with
 * {@code FILE:LINE:COLUMN: } ({@code COLUMN} and {@code LINE} left out where they mean nothing).
 */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * An error that has no place in a file.
     *
     * @param message what is wrong and what is allowed, in one line
     */
    public BadInput(String message) {
        super(message);
    }

    /** An error without a place, with the failure that led to it. */
    public BadInput(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** An error in a file as a whole. */
    public static BadInput in(String file, String message) {
        return new BadInput(file + ": " + message);
    }

    /** An error in one line of a file; lines count from 1. */
    public static BadInput at(String file, long line, String message) {
        return new BadInput(file + ":" + line + ": " + message);
    }

    /** An error at one column of a line of a file; lines and columns count from 1. */
    public static BadInput at(String file, long line, long column, String message) {
        return new BadInput(file + ":" + line + ":" + column + ": " + message);
    }
}
