package org.heapgoal.workload.stream;

import java.util.List;

/**
 * A sequence of numbers, one per GC cycle, as a value. Two streams built the same way are equal, and opening one always
 * starts it at its first number.
 */
public sealed interface ValueStream {
    /** The longest delay, ramp, step or period, in cycles. */
    int MAX_CYCLES = 1_000_000;

    /** The largest magnitude of any number in a stream's definition. */
    double MAX_MAGNITUDE = 0x1p60;

    /**
     * Starts the sequence.
     *
     * @param noise where streams with random numbers of their own get them
     */
    Cursor open(NoiseSource noise);

    /** An opened stream. */
    @FunctionalInterface
    interface Cursor {
        /** The next number. */
        double next();
    }

    /** Where the sequence of a {@link Noise} stream comes from. */
    enum Generator {
        /** A stream of this program, named after the quantity and the seed and derived from the run's seed. */
        NAMED,
        /** Recorded output of Go's {@code math/rand} for the seed; see {@link GoRandom} for the seeds there are. */
        GO
    }

    /** The same number for ever. */
    record Constant(double value) implements ValueStream {
        /** Checks the range. */
        public Constant {
            StreamChecks.number("value", value);
        }

        @Override
        public Cursor open(NoiseSource noise) {
            return () -> value;
        }
    }

    /**
     * Rises from 0 in equal steps, then stays.
     *
     * @param height the number it reaches; negative to fall
     * @param cycles steps until it is reached: the number after i cycles is height · i / cycles
     */
    record Ramp(double height, int cycles) implements ValueStream {
        /** Checks the ranges. */
        public Ramp {
            StreamChecks.number("height", height);
            StreamChecks.cycles("cycles", cycles, 1);
        }

        @Override
        public Cursor open(NoiseSource noise) {
            return new Cursor() {
                private int cycle;

                @Override
                public double next() {
                    double value = height * cycle / cycles;
                    if (cycle < cycles) {
                        cycle++;
                    }
                    return value;
                }
            };
        }
    }

    /**
     * 0 for some cycles, then a number for ever.
     *
     * @param height the number
     * @param at cycles before it
     */
    record Step(double height, int at) implements ValueStream {
        /** Checks the ranges. */
        public Step {
            StreamChecks.number("height", height);
            StreamChecks.cycles("at", at, 0);
        }

        @Override
        public Cursor open(NoiseSource noise) {
            return new Delay(new Constant(height), at).open(noise);
        }
    }

    /** A number once, then 0. */
    record Unit(double value) implements ValueStream {
        /** Checks the range. */
        public Unit {
            StreamChecks.number("value", value);
        }

        @Override
        public Cursor open(NoiseSource noise) {
            return new Cursor() {
                private boolean given;

                @Override
                public double next() {
                    double result = given ? 0 : value;
                    given = true;
                    return result;
                }
            };
        }
    }

    /**
     * A sine: amplitude · sin(2π · i / period + phase).
     *
     * @param amplitude half the swing
     * @param phase radians at the first cycle
     * @param period cycles in a full turn
     */
    record Oscillate(double amplitude, double phase, int period) implements ValueStream {
        /** The largest phase either way. */
        public static final double MAX_PHASE = 1e6;

        /** Checks the ranges. */
        public Oscillate {
            StreamChecks.number("amplitude", amplitude);
            StreamChecks.cycles("period", period, 1);
            if (!(Math.abs(phase) <= MAX_PHASE)) {
                throw new IllegalArgumentException("phase is " + phase + "; allowed is -1e6 to 1e6");
            }
        }

        @Override
        public Cursor open(NoiseSource noise) {
            return new Cursor() {
                private int cycle;

                @Override
                public double next() {
                    double angle = (double) cycle / (double) period * 2 * Math.PI + phase;
                    cycle = cycle + 1 == period ? 0 : cycle + 1;
                    return CephesSine.of(angle) * amplitude;
                }
            };
        }
    }

    /**
     * Uniform noise between −amplitude and +amplitude.
     *
     * @param amplitude half the band's width
     * @param seed tells this noise from other noise
     * @param generator what makes it
     */
    record Noise(double amplitude, long seed, Generator generator) implements ValueStream {
        /** Checks the ranges. */
        public Noise {
            StreamChecks.number("amplitude", amplitude);
            if (generator == Generator.GO) {
                GoRandom.requireSeed(seed);
            }
        }

        @Override
        public Cursor open(NoiseSource noise) {
            NoiseSource.Uniform uniform = generator == Generator.GO ? GoRandom.open(seed) : noise.open(seed);
            return () -> ((uniform.next() - 0.5) * 2) * amplitude;
        }
    }

    /** The sum of streams, added from first to last; at least one. */
    record Sum(List<ValueStream> terms) implements ValueStream {
        /** The largest number of terms. */
        public static final int MAX_TERMS = 64;

        /** Checks the number of terms. */
        public Sum {
            terms = List.copyOf(terms);
            if (terms.isEmpty() || terms.size() > MAX_TERMS) {
                throw new IllegalArgumentException(
                        "a sum has " + terms.size() + " terms; allowed is 1 to " + MAX_TERMS);
            }
        }

        /** The sum of the given streams. */
        public static Sum of(ValueStream... terms) {
            return new Sum(List.of(terms));
        }

        @Override
        public Cursor open(NoiseSource noise) {
            List<Cursor> opened = terms.stream().map(term -> term.open(noise)).toList();
            return () -> {
                double sum = opened.get(0).next();
                for (int i = 1; i < opened.size(); i++) {
                    sum += opened.get(i).next();
                }
                return sum;
            };
        }
    }

    /** Zeros for some cycles, then the stream from its beginning. */
    record Delay(ValueStream stream, int cycles) implements ValueStream {
        /** Checks the range. */
        public Delay {
            StreamChecks.cycles("delay", cycles, 0);
        }

        @Override
        public Cursor open(NoiseSource noise) {
            Cursor source = stream.open(noise);
            return new Cursor() {
                private int passed;

                @Override
                public double next() {
                    if (passed < cycles) {
                        passed++;
                        return 0;
                    }
                    return source.next();
                }
            };
        }
    }

    /** The stream plus a number. */
    record Offset(ValueStream stream, double amount) implements ValueStream {
        /** Checks the range. */
        public Offset {
            StreamChecks.number("offset", amount);
        }

        @Override
        public Cursor open(NoiseSource noise) {
            Cursor source = stream.open(noise);
            return () -> source.next() + amount;
        }
    }

    /** The stream times a number. */
    record Scale(ValueStream stream, double factor) implements ValueStream {
        /** Checks the range. */
        public Scale {
            StreamChecks.number("scale", factor);
        }

        @Override
        public Cursor open(NoiseSource noise) {
            Cursor source = stream.open(noise);
            return () -> source.next() * factor;
        }
    }

    /** The stream kept between two numbers. */
    record Limit(ValueStream stream, double min, double max) implements ValueStream {
        /** Checks the ranges. */
        public Limit {
            StreamChecks.number("min", min);
            StreamChecks.number("max", max);
            if (min > max) {
                throw new IllegalArgumentException("min " + min + " is above max " + max);
            }
        }

        @Override
        public Cursor open(NoiseSource noise) {
            Cursor source = stream.open(noise);
            return () -> {
                double value = source.next();
                if (value < min) {
                    return min;
                }
                return value > max ? max : value;
            };
        }
    }

    /** The stream rounded towards zero to whole multiples of a number. */
    record Quantize(ValueStream stream, double multiple) implements ValueStream {
        /** Checks the range. */
        public Quantize {
            if (!(multiple >= 1e-9 && multiple <= MAX_MAGNITUDE)) {
                throw new IllegalArgumentException("quantize is " + multiple + "; allowed is 1e-9 to 2^60");
            }
        }

        @Override
        public Cursor open(NoiseSource noise) {
            Cursor source = stream.open(noise);
            return () -> {
                double parts = source.next() / multiple;
                return (parts < 0 ? Math.ceil(parts) : Math.floor(parts)) * multiple;
            };
        }
    }
}
