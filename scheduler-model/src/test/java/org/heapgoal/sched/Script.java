package org.heapgoal.sched;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** An execution that does what it is told, keeps to the protocol, and writes down what happens to it. */
final class Script extends Execution {
    private final String name;
    private final List<String> log;
    private final ArrayDeque<LongSupplier> steps = new ArrayDeque<>();
    private long left;
    private long ran;
    private long safePoint;

    Script(String name, List<String> log) {
        this.name = name;
        this.log = log;
    }

    Script(String name) {
        this(name, new ArrayList<>());
    }

    /** Then this happens: an action that answers with a length or a verdict. */
    Script then(LongSupplier step) {
        steps.add(step);
        return this;
    }

    /** Then it runs this long. */
    Script run(long nanos) {
        return then(() -> nanos);
    }

    /** From now on, how far it is to the next safe point. */
    Script safePoint(long nanos) {
        safePoint = nanos;
        return this;
    }

    long ran() {
        return ran;
    }

    List<String> log() {
        return log;
    }

    @Override
    public long next(G g, P p, long nowNanos) {
        if (left == 0) {
            LongSupplier step = steps.poll();
            long verdict = step == null ? EXIT : step.getAsLong();
            log.add(name + "@" + nowNanos + " P" + p.id() + " " + (verdict < 0 ? verdict(verdict) : verdict));
            if (verdict < 0) {
                return verdict;
            }
            left = verdict;
        } else {
            log.add(name + "@" + nowNanos + " P" + p.id() + " left " + left);
        }
        return left;
    }

    private static String verdict(long verdict) {
        return switch ((int) verdict) {
            case (int) BLOCK -> "BLOCK";
            case (int) YIELD -> "YIELD";
            case (int) GOYIELD -> "GOYIELD";
            case (int) EXIT -> "EXIT";
            case (int) CALL -> "CALL";
            case (int) RETURN -> "RETURN";
            case (int) SYSCALL -> "SYSCALL";
            default -> "HOLD";
        };
    }

    @Override
    public void ran(G g, P p, long cpuNanos) {
        if (cpuNanos <= 0 || cpuNanos > left) {
            throw new AssertionError(name + " ran " + cpuNanos + " of " + left);
        }
        left -= cpuNanos;
        ran += cpuNanos;
    }

    @Override
    public long safePointNanos(G g) {
        return safePoint;
    }

    @Override
    public void preempted(G g, P p, long nowNanos) {
        log.add(name + "@" + nowNanos + " P" + p.id() + " preempted");
    }
}
