package org.heapgoal.report.explain;

import org.heapgoal.report.text.Figures;
import org.heapgoal.sim.units.Amd64;

/** Numbers as sentences print them. */
final class Sizes {
    private Sizes() {}

    /** Unsigned bytes. */
    static String bytes(long unsignedBytes) {
        return Figures.bytes(Amd64.fromUint64(unsignedBytes));
    }

    /** GOGC as it is set. */
    static String gogc(int percent) {
        return "GOGC=" + (percent < 0 ? "off" : String.valueOf(percent));
    }
}
