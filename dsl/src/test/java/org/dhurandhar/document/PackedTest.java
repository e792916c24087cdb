package org.dhurandhar.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackedTest {
    @TempDir private Path folder;

    @Test
    void a_packed_document_is_the_document() throws IOException {
        var file = folder.resolve("m.yaml");
        Files.writeString(file, "a: [1, 2.5, text, true, null]\nb: {c: \"3072\", d: ~}\n");
        PackedWriter.main(new String[] {folder.toString()});
        var packed =
                (MapNode)
                        PackedReader.read("m.yaml", Files.readAllBytes(folder.resolve("m.packed")));
        var written = Documents.readMap(file);
        assertThat(packed.keys()).isEqualTo(written.keys());
        var items = packed.list("a");
        assertThat(items).isNotNull();
        assertThat(items.items())
                .extracting(n -> ((ScalarNode) n).kind())
                .containsExactly(
                        ScalarNode.Kind.INTEGER,
                        ScalarNode.Kind.REAL,
                        ScalarNode.Kind.TEXT,
                        ScalarNode.Kind.BOOLEAN,
                        ScalarNode.Kind.NULL);
        var nested = packed.map("b");
        assertThat(nested).isNotNull();
        assertThat(nested.integer("c")).isEqualTo(3072);
        assertThat(nested.has("d")).isFalse();
        assertThat(nested.mentions("d")).isTrue();
    }
}
