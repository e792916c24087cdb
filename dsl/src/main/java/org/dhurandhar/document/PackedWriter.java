package org.dhurandhar.document;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/// Run by the build: writes a packed twin beside every built-in YAML or JSON document, so that a
/// cold start need not load and warm the parsers.
public final class PackedWriter {
    private PackedWriter() {}

    /// Writes the twins of all documents under some directories.
    ///
    /// @param args the directories
    /// @throws IOException where one cannot be read or written
    public static void main(String[] args) throws IOException {
        for (var folder : args) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (var file : files.filter(PackedWriter::document).toList()) {
                    write(file);
                }
            }
        }
    }

    private static boolean document(Path file) {
        return file.toString().endsWith(".yaml") || file.toString().endsWith(".json");
    }

    private static void write(Path file) throws IOException {
        var name = PackedReader.twin(String.valueOf(file.getFileName()));
        try (var out =
                new DataOutputStream(
                        new BufferedOutputStream(
                                Files.newOutputStream(file.resolveSibling(name))))) {
            node(out, Documents.read(file));
        }
    }

    private static void node(DataOutputStream out, Node node) throws IOException {
        switch (node) {
            case ListNode list -> {
                out.writeByte(PackedReader.LIST);
                out.writeInt(list.items().size());
                for (var item : list.items()) {
                    node(out, item);
                }
            }
            case MapNode map -> {
                out.writeByte(PackedReader.MAP);
                out.writeInt(map.keys().size());
                for (var key : map.keys()) {
                    out.writeUTF(key);
                    node(out, Objects.requireNonNull(map.written(key)));
                }
            }
            case ScalarNode scalar -> {
                out.writeByte(PackedReader.tag(scalar.kind()));
                out.writeUTF(scalar.text());
            }
        }
    }
}
