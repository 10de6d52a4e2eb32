package org.heapgoal.workload.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.heapgoal.sim.units.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong in a corpus directory is said in one line with its place. */
class CorpusReaderTest {
    private static final String HEAPS = "50->60->40 MB, 79 MB goal";

    @TempDir
    private Path directory;

    private void refused(String... parts) {
        assertThatThrownBy(() -> CorpusReader.read(directory))
                .isInstanceOf(BadInput.class)
                .message()
                .doesNotContain("\n")
                .contains(parts);
    }

    @Test
    void aDirectoryWithoutAnIndexIsNoCorpus() {
        refused("is no corpus", "index.csv");
    }

    @Test
    void aCorpusWithoutBaseRunsIsRefused() {
        new MadeCorpus(directory).run("a", "scoring", "gogc", 200, 1, HEAPS).done();
        refused("index.csv", "no base log");
    }

    @Test
    void aCorpusOfBaseRunsAloneHasNothingToPredict() {
        new MadeCorpus(directory).run("a", "scoring", "base", 100, 1, HEAPS).done();
        assertThatThrownBy(() -> CorpusReader.read(directory).pairs(1))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("nothing to predict");
    }

    @Test
    void anUnknownProgramIsNamedWithANearMiss() {
        new MadeCorpus(directory).run("a", "scoring", "base", 100, 1, HEAPS).done();
        assertThatThrownBy(() -> CorpusReader.read(directory, List.of("mode")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("unknown program \"mode\": there are made")
                .hasMessageContaining("did you mean");
    }

    @Test
    void aMissingFileIsNamedWithItsLine() {
        new MadeCorpus(directory)
                .run("a", "scoring", "base", 100, 1, HEAPS)
                .line("b", "scoring", "gogc", 200, "gctrace=1")
                .done();
        refused("index.csv:3", "b.json");
    }

    @Test
    void aReportThatContradictsTheIndexIsRefused() {
        new MadeCorpus(directory)
                .run("a", "scoring", "base", 100, 1, HEAPS)
                .line("a", "scoring", "gogc", 200, "gctrace=1")
                .done();
        refused("index.csv:3", "gogc is \"200\"", "100");
    }

    @Test
    void aProgramBelongsToOneHalf() {
        new MadeCorpus(directory)
                .run("a", "scoring", "base", 100, 1, HEAPS)
                .run("b", "tuning", "gogc", 200, 1, HEAPS)
                .done();
        refused("index.csv:3", "tuning half here", "scoring half above");
    }

    @Test
    void anUnknownHalfIsRefused() {
        new MadeCorpus(directory).run("a", "scorng", "base", 100, 1, HEAPS).done();
        refused("index.csv:2", "half is \"scorng\"", "scoring");
    }

    @Test
    void aHeaderWithoutAColumnIsRefused() {
        new MadeCorpus(directory).write(CorpusReader.INDEX, "file,program,half\n");
        refused("index.csv:1", "lacks the column mode");
    }

    @Test
    void aPathOutOfTheDirectoryIsRefused() {
        new MadeCorpus(directory)
                .line("../a", "scoring", "base", 100, "gctrace=1")
                .done();
        refused("index.csv:2", "../a");
    }

    @Test
    void tracesTellTheEvidenceAndRunsWithoutTraceAreLeftOut() {
        Corpus corpus = CorpusReader.read(new MadeCorpus(directory)
                .run("a", "scoring", "base", 100, 1, HEAPS)
                .line("a", "scoring", "tracing", 100, "gctrace=1,gcpacertrace=1,scavtrace=1")
                .line("a", "scoring", "tracing", 100, "gctrace=1,schedtrace=100")
                .line("gone", "scoring", "tracing", 100, "")
                .done());
        assertThat(corpus.runs())
                .extracting(CorpusRun::evidence)
                .containsExactly(
                        CorpusRun.Evidence.GCTRACE, CorpusRun.Evidence.PACER_TRACE, CorpusRun.Evidence.SCHED_TRACE);
    }
}
