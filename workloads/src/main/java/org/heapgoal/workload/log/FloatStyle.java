package org.heapgoal.workload.log;

/** How the runtime's print writes a floating-point number. */
public enum FloatStyle {
    /** Six decimals and a three-digit exponent, {@code +2.500000e-001}: up to Go 1.25. */
    EXPONENT,
    /** The shortest text that reads back to the same number, {@code 0.25}: from Go 1.26. */
    SHORTEST,
    /** The number does not tell, for example NaN. */
    UNCLEAR
}
