package org.heapgoal.workload.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.heapgoal.workload.log.LogSource;
import org.heapgoal.workload.log.RecordedLog;
import org.junit.jupiter.api.Test;

/** Oracle: the share of stalled stops that the log was made with. */
class OtherLoadTest {
    private static double otherLoad(MadeLog made, int oneIn) {
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (String line : made.text().lines().toList()) {
            boolean stalls = oneIn > 0 && number++ % oneIn == 0;
            text.append(stalls ? line.replaceFirst("3%: [0-9.]+\\+", "3%: 2.2+") : line)
                    .append('\n');
        }
        RecordedLog log = RecordedLog.read(LogSource.stream(
                "made", new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8))));
        return Objects.requireNonNull(Calibration.fit(log).fit().parameters().get(TwinParameter.OTHER_LOAD))
                .value();
    }

    @Test
    void otherProgramsTakeAsMuchOfACpuAsStopsFindThemOnOne() {
        assertThat(otherLoad(new MadeLog(), 4)).isCloseTo(0.25, within(0.02));
    }

    @Test
    void stopsThatAllTakeLongTellOfNoOtherProgram() {
        MadeLog slow = new MadeLog();
        slow.stopNanos = 900_000;
        assertThat(otherLoad(slow, 0)).isZero();
    }

    /** On a machine with nothing else to do, a tenth to a half of a paced program's stops take long. */
    @Test
    void longStopsOfAPacedProgramTellOfNoOtherProgram() {
        MadeLog paced = new MadeLog();
        paced.demand = 1;
        assertThat(otherLoad(paced, 4)).isZero();
    }

    @Test
    void withOnePNothingIsSeenOfThem() {
        MadeLog one = new MadeLog();
        one.procs = 1;
        one.demand = 1;
        assertThat(otherLoad(one, 4)).isZero();
    }
}
