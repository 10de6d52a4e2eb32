package org.heapgoal.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vendored chart library. Oracle: the sums of the files in the npm package uplot 1.6.32. */
final class VendoredUPlotTest {
    @ParameterizedTest
    @CsvSource({
        "uPlot.iife.min.js, 19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f",
        "uPlot.min.css, df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04",
        "LICENSE.txt, 8f989229699b4fe2f1a0432d0e9edc338a8a911e250e2d1b01ecd770a5f5b1bd"
    })
    void theFilesAreThoseOfThePackageAndTheReadmeSaysSo(String name, String sum)
            throws IOException, NoSuchAlgorithmException {
        try (InputStream in = Objects.requireNonNull(Resource.class.getResourceAsStream("uplot/" + name))) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
            assertThat(HexFormat.of().formatHex(hash)).isEqualTo(sum);
        }
        assertThat(Resource.text("uplot/README.md")).contains("`" + sum + "`");
    }

    @Test
    void noScriptCanEndItsElement() {
        for (String name : new String[] {"uplot/uPlot.iife.min.js", "report.js"}) {
            assertThat(Resource.text(name))
                    .doesNotContainIgnoringCase("</script")
                    .doesNotContain("<!--");
        }
    }
}
