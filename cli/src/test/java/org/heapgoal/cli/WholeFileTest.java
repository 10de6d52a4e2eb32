package org.heapgoal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that appear complete or not at all. Oracle: a file that the platform itself creates, and the directory. */
final class WholeFileTest {
    @TempDir
    Path directory;

    @Test
    void aCommittedFileHasItsTextAndThePermissionsOfAnyNewFile() throws IOException {
        Path target = directory.resolve("trace.log");
        write(target, true);
        assertThat(target).hasContent("text");
        Path other = Files.writeString(directory.resolve("other"), "");
        if (Files.getFileAttributeView(directory, PosixFileAttributeView.class) != null) {
            assertThat(Files.getPosixFilePermissions(target)).isEqualTo(Files.getPosixFilePermissions(other));
        }
    }

    @Test
    void aFileThatIsNotCommittedLeavesNothingBehindAndAnOlderOneAlone() throws IOException {
        Path older = Files.writeString(directory.resolve("older.log"), "old");
        write(older, false);
        write(directory.resolve("new.log"), false);
        assertThat(older).hasContent("old");
        assertThat(directory).isDirectoryContaining(older::equals);
        assertThat(directory.toFile().list()).hasSize(1);
    }

    @Test
    void aSymbolicLinkStaysOneAndItsFileIsWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        write(link, true);
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(file).hasContent("text");
    }

    private static void write(Path target, boolean complete) throws IOException {
        try (WholeFile file = new WholeFile(target)) {
            file.writer().print("text");
            if (complete) {
                file.commit();
            }
        }
    }
}
