package org.heapgoal.sim.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class EventDigestTest {
    /** Oracle: the documented definition, computed in another language with integers of any length. */
    @Test
    void the_digest_follows_its_definition() {
        EventDigest digest = new EventDigest();
        assertThat(digest.hex()).isEqualTo("0000000000000000");
        digest.onEvent(1000, EventPriority.GOROUTINE, 0, new EventKind("slice end"), 7);
        assertThat(digest.hex()).isEqualTo("42ce3f16af972a48");
        digest.onEvent(2500, EventPriority.RUNTIME, 3, new EventKind("world stops"), -1);
        assertThat(digest.toString()).isEqualTo("6a4d562dfd8af45f (2 events)");
        assertThat(digest.value()).isEqualTo(0x6a4d562dfd8af45fL);
    }

    @Test
    void a_kind_is_its_label() {
        assertThat(new EventKind("tick")).isEqualTo(new EventKind("tick")).hasSameHashCodeAs(new EventKind("tick"));
        assertThat(new EventKind("tick")).isNotEqualTo(new EventKind("tock"));
        assertThatIllegalArgumentException().isThrownBy(() -> new EventKind(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new EventKind(" tick"));
        assertThatIllegalArgumentException().isThrownBy(() -> new EventKind("ti\nck"));
    }
}
