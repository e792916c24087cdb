package org.dhurandhar.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.dhurandhar.DhurandharException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that are written whole or not at all.
final class WholeFileTest {
    @TempDir private Path folder;

    @Test
    void a_file_that_is_replaced_keeps_its_rights() throws IOException {
        var file = Files.writeString(folder.resolve("kept.json"), "before");
        var rights = PosixFilePermissions.fromString("rw-rw-r--");
        Files.setPosixFilePermissions(file, rights);
        assertThat(WholeFile.write(file, new byte[] {'a'})).isEqualTo(file);
        assertThat(Files.readString(file)).isEqualTo("a");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(rights);
        assertThat(folder.toFile().list()).containsExactly("kept.json");
    }

    @Test
    void a_link_stays_a_link() throws IOException {
        var file = Files.writeString(folder.resolve("there.json"), "before");
        var link = Files.createSymbolicLink(folder.resolve("link.json"), file);
        WholeFile.write(link, new byte[] {'b'});
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.readString(file)).isEqualTo("b");
    }

    @Test
    void a_missing_folder_is_named() {
        var file = folder.resolve("no/a.json");
        assertThatThrownBy(() -> WholeFile.write(file, new byte[0]))
                .isInstanceOf(DhurandharException.class)
                .hasMessageStartingWith("WriteFailed: no folder " + folder.resolve("no"));
    }
}
