package org.heapgoal.sim.event;

/** A model event whose action a test gives as a lambda. */
final class Scripted extends ModelEvent {
    static final EventKind KIND = new EventKind("scripted");

    private final Runnable action;

    Scripted(VirtualClock clock, int priority, long subject, Runnable action) {
        super(clock, KIND, priority, subject);
        this.action = action;
    }

    @Override
    protected void fire() {
        action.run();
    }
}
