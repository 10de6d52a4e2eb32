package org.heapgoal.process.load;

import java.util.Locale;

/** Range checks shared by the load records. */
final class Checks {
    private Checks() {}

    static void range(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s is %s; allowed is %s to %s", name, value, least, most));
        }
    }

    static void range(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed is " + least + " to " + most);
        }
    }
}
