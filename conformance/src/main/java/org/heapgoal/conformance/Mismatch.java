package org.heapgoal.conformance;

/**
 * An answer that differs from the runtime's.
 *
 * @param file the vector file
 * @param line the operation's line, from 1
 * @param operation the operation
 * @param field the name of the answer, or of the operation where the model refuses to do it
 * @param expected the runtime's answer
 * @param actual the model's answer
 */
public record Mismatch(String file, long line, String operation, String field, String expected, String actual) {
    /** The mismatch in one line. */
    public String describe() {
        return file + ":" + line + ": " + operation + ": " + field + ": expected " + expected + ", actual " + actual;
    }
}
