package org.heapgoal.process.mutator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.process.program.Program;
import org.heapgoal.process.program.RuntimeCall;
import org.heapgoal.process.program.Step;
import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.random.NamedStream;
import org.jspecify.annotations.Nullable;

/** A program with its steps laid out in one row: loops and locks have become pairs of instructions. Immutable. */
final class Code {
    /** What an instruction does; see {@link Step}. */
    enum Op {
        COMPUTE,
        ALLOCATE,
        NETWORK,
        SLEEP,
        EVERY,
        SYSCALL,
        SPAWN,
        SEND,
        RECEIVE,
        LOCK,
        UNLOCK,
        /** Loop number {@link Instruction#index} begins, {@link Instruction#number} times; past its end if 0. */
        LOOP,
        /** Back to after the beginning of loop number {@link Instruction#index} while there are passes left. */
        AGAIN,
        DROP,
        /** Cache number {@link Instruction#index} has a capacity of {@link Instruction#number} bytes. */
        RESIZE,
        /** The process ends. */
        EXIT,
        CALL,
        /** A pass through the program is over. */
        PASS
    }

    /**
     * One instruction.
     *
     * @param index of the site, program, channel, lock, group, cache or loop that it is about
     * @param number times to repeat, goroutines to spawn, or bytes
     * @param target where a loop goes on
     * @param flag not preemptible, or blocking
     */
    record Instruction(
            Op op,
            Distribution nanos,
            Distribution bytes,
            int index,
            long number,
            int target,
            boolean flag,
            @Nullable RuntimeCall call) {}

    private static final Distribution NOTHING = new Distribution.Constant(0);

    final String name;
    final int index;
    final Program program;
    final Instruction[] instructions;
    final int loops;
    final NamedStream stream;

    private Code(
            String name, int index, Program program, List<Instruction> instructions, int loops, NamedStream stream) {
        this.name = name;
        this.index = index;
        this.program = program;
        this.instructions = instructions.toArray(new Instruction[0]);
        this.loops = loops;
        this.stream = stream;
    }

    /** Numbers for what programs refer to by name, in the order of first mention. */
    static final class Names {
        final Map<String, Integer> sites = new LinkedHashMap<>();
        final Map<String, Integer> programs = new LinkedHashMap<>();
        final Map<String, Integer> channels = new LinkedHashMap<>();
        final Map<String, Integer> locks = new LinkedHashMap<>();
        final Map<String, Integer> groups = new LinkedHashMap<>();
        final Map<String, Integer> caches = new LinkedHashMap<>();
        /** Capacity of each channel. */
        final List<Integer> capacities = new ArrayList<>();

        int channel(String name, int capacity) {
            Integer known = channels.get(name);
            if (known != null) {
                return known;
            }
            channels.put(name, capacities.size());
            capacities.add(capacity);
            return capacities.size() - 1;
        }

        static int numbered(Map<String, Integer> names, String name) {
            Integer known = names.get(name);
            if (known != null) {
                return known;
            }
            names.put(name, names.size());
            return names.size() - 1;
        }

        static int known(Map<String, Integer> names, String name) {
            Integer number = names.get(name);
            if (number == null) {
                throw new IllegalArgumentException("\"" + name + "\" is none of " + names.keySet());
            }
            return number;
        }
    }

    /** Lays out a program. */
    static Code of(String name, Program program, Names names, NamedStream stream) {
        Layout layout = new Layout(names);
        layout.steps(program.steps(), 0);
        layout.add(Op.PASS, NOTHING, NOTHING, 0, 0, 0, false, null);
        return new Code(name, Names.known(names.programs, name), program, layout.instructions, layout.deepest, stream);
    }

    /** Turns steps into instructions. */
    private static final class Layout {
        private final Names names;
        private final List<Instruction> instructions = new ArrayList<>();
        private int deepest;

        Layout(Names names) {
            this.names = names;
        }

        void steps(List<Step> steps, int depth) {
            for (Step step : steps) {
                step(step, depth);
            }
        }

        private void step(Step step, int depth) {
            if (step instanceof Step.Compute compute) {
                add(Op.COMPUTE, compute.nanos(), NOTHING, 0, 0, 0, !compute.preemptible(), null);
            } else if (step instanceof Step.Allocate allocate) {
                int site = Names.known(names.sites, allocate.site());
                add(Op.ALLOCATE, allocate.nanos(), allocate.bytes(), site, 0, 0, false, null);
            } else if (step instanceof Step.Network network) {
                add(Op.NETWORK, network.nanos(), NOTHING, 0, 0, 0, false, null);
            } else if (step instanceof Step.Sleep sleep) {
                add(Op.SLEEP, sleep.nanos(), NOTHING, 0, 0, 0, false, null);
            } else if (step instanceof Step.Every every) {
                add(Op.EVERY, every.nanos(), NOTHING, 0, 0, 0, false, null);
            } else if (step instanceof Step.Syscall syscall) {
                add(Op.SYSCALL, syscall.nanos(), NOTHING, 0, 0, 0, syscall.blocks(), null);
            } else if (step instanceof Step.Spawn spawn) {
                add(
                        Op.SPAWN,
                        NOTHING,
                        NOTHING,
                        Names.known(names.programs, spawn.program()),
                        spawn.count(),
                        0,
                        false,
                        null);
            } else if (step instanceof Step.Send send) {
                add(Op.SEND, NOTHING, NOTHING, names.channel(send.channel(), send.capacity()), 0, 0, false, null);
            } else if (step instanceof Step.Receive receive) {
                add(
                        Op.RECEIVE,
                        NOTHING,
                        NOTHING,
                        names.channel(receive.channel(), receive.capacity()),
                        0,
                        0,
                        false,
                        null);
            } else if (step instanceof Step.Drop drop) {
                add(Op.DROP, NOTHING, NOTHING, Names.numbered(names.groups, drop.group()), 0, 0, false, null);
            } else if (step instanceof Step.Resize resize) {
                int cache = Names.known(names.caches, resize.cache());
                add(Op.RESIZE, NOTHING, NOTHING, cache, resize.capacityBytes(), 0, false, null);
            } else if (step instanceof Step.Exit) {
                add(Op.EXIT, NOTHING, NOTHING, 0, 0, 0, false, null);
            } else if (step instanceof Step.Call call) {
                add(Op.CALL, NOTHING, NOTHING, 0, 0, 0, false, call.call());
            } else {
                nested(step, depth);
            }
        }

        private void nested(Step step, int depth) {
            if (step instanceof Step.Locked locked) {
                int lock = Names.numbered(names.locks, locked.lock());
                add(Op.LOCK, NOTHING, NOTHING, lock, 0, 0, false, null);
                steps(locked.steps(), depth);
                add(Op.UNLOCK, NOTHING, NOTHING, lock, 0, 0, false, null);
            } else if (step instanceof Step.Repeat repeat) {
                int begin = instructions.size();
                deepest = Math.max(deepest, depth + 1);
                add(Op.LOOP, NOTHING, NOTHING, depth, repeat.times(), 0, false, null);
                steps(repeat.steps(), depth + 1);
                add(Op.AGAIN, NOTHING, NOTHING, depth, 0, begin + 1, false, null);
                Instruction loop = instructions.get(begin);
                instructions.set(
                        begin,
                        new Instruction(
                                loop.op(), NOTHING, NOTHING, depth, repeat.times(), instructions.size(), false, null));
            } else {
                throw new IllegalArgumentException("no instruction for " + step);
            }
        }

        void add(
                Op op,
                Distribution nanos,
                Distribution bytes,
                int index,
                long number,
                int target,
                boolean flag,
                @Nullable RuntimeCall call) {
            instructions.add(new Instruction(op, nanos, bytes, index, number, target, flag, call));
        }
    }
}
