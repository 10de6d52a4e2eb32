package org.heapgoal.sched;

/**
 * What a goroutine executes. The scheduler asks for the next <em>stretch</em> of CPU time, lets it pass (perhaps in pieces,
 * on several Ps, with preemptions and time off the core in between), tells how much has passed, and asks again.
 *
 * <p>The protocol: {@link #next} decides what happens now and returns the length of the stretch that follows, or one of the
 * verdicts below. {@link #ran} then reports CPU time that has passed of that stretch: in several calls if somebody wants to
 * know the state in between ({@link World#sync}) or the goroutine is preempted. After a stretch has passed in full, or
 * when the goroutine is dispatched again after it was preempted, blocked or held, {@code next} is called again. It must
 * therefore be able to say at any time, from its own state, how long the rest of a stretch is.
 *
 * <p>A goroutine has a stack of executions ({@link G#call}): an allocation that must assist the collector calls the
 * assist, which runs above it and {@link #RETURN}s to it.
 */
public abstract class Execution {
    /** Verdict: the goroutine waits; somebody calls {@link World#ready} later. Set {@link G#waitReason} first. */
    public static final long BLOCK = -1;

    /** Verdict: to the tail of the global queue ({@code runtime.Gosched}). */
    public static final long YIELD = -2;

    /** Verdict: to the tail of the P's own queue ({@code goyield}). */
    public static final long GOYIELD = -3;

    /** Verdict: the goroutine ends. */
    public static final long EXIT = -4;

    /** Verdict: another execution was pushed with {@link G#call}; go on with that. */
    public static final long CALL = -5;

    /** Verdict: this execution is over; pop it and ask the one below with {@link #next}. */
    public static final long RETURN = -6;

    /** Verdict: a system call of {@link G#syscallNanos} begins (see {@link G#enterSyscall}); next is called when it is over. */
    public static final long SYSCALL = -7;

    /**
     * Verdict: the goroutine keeps its P and stands still until {@link World#release} is called: its fate is in the
     * runtime's hands, as for the one that stops the world.
     */
    public static final long HOLD = -8;

    /** A safe-point delay without bound: only the end of the stretch is a safe point. */
    public static final long NOT_PREEMPTIBLE = Long.MAX_VALUE;

    /**
     * Decides what happens at this instant.
     *
     * @param g the goroutine, running on p
     * @param p its processor
     * @param nowNanos the instant
     * @return CPU nanoseconds of the stretch to come (0 is allowed), or a verdict
     */
    public abstract long next(G g, P p, long nowNanos);

    /**
     * CPU time has passed in the current stretch.
     *
     * @param cpuNanos how much since the last call, above 0; never more than what is left of the stretch
     */
    public abstract void ran(G g, P p, long cpuNanos);

    /**
     * CPU time from now to the next point at which the goroutine can be preempted inside its stretch; 0 for at once (apart
     * from the delay of the signal), {@link #NOT_PREEMPTIBLE} for not before the stretch's end.
     */
    public long safePointNanos(G g) {
        return 0;
    }

    /**
     * Like {@link #safePointNanos}, where signals do not preempt ({@code asyncpreemptoff=1}): CPU time to the next function
     * prologue. A loop without calls says {@link #NOT_PREEMPTIBLE}.
     */
    public long prologueNanos(G g) {
        return safePointNanos(g);
    }

    /**
     * Whether the goroutine must keep its P now, at the end of its stretch too, whoever asks for it: a request to give it up
     * then waits until this is false ({@code m.locks, m.preemptoff}). Asked again whenever somebody stops the world.
     */
    public boolean preemptOff(G g) {
        return false;
    }

    /** The goroutine was asked to give up its P and is about to: the last call on this P but {@link #parksPreempted}. */
    public void preempted(G g, P p, long nowNanos) {}

    /**
     * Whether a goroutine that was {@link #preempted} waits from now on, as after {@link #BLOCK}, instead of going to a run queue:
     * one that stops of its own accord where it is asked to.
     */
    public boolean parksPreempted(G g) {
        return false;
    }
}
