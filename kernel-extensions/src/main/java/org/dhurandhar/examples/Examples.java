package org.dhurandhar.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dhurandhar.DhurandharException;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/// Small data that is shipped with the notebooks. Where each figure comes from stands in its row.
public final class Examples {
    /// Columns that hold words, also where a table has nothing but digits or blanks in them.
    private static final List<String> WORDS = List.of("settings", "quant");

    private static final List<String> TABLES =
            List.of("llama-server-runs", "parameters", "peaks", "speeds");

    /// Bytes that the tensors take after the header, by file.
    private static final Map<String, Long> FILES =
            Map.of(
                    "smollm2-135m-iq4_nl", 90_273_024L,
                    "smollm2-135m-q4_0", 89_941_248L,
                    "smollm2-135m-q4_1", 96_576_768L,
                    "smollm2-135m-q4_k_m", 103_668_480L);

    private Examples() {}

    /// A table of measured figures, by name: `llama-server-runs`, `parameters`, `peaks` or
    /// `speeds`.
    ///
    /// @throws DhurandharException where no table has the name
    public static Table table(String name) {
        try (var in = open(name + ".csv", "table", name, TABLES, "Examples.table(\"{}\")")) {
            return Table.read()
                    .usingOptions(
                            CsvReadOptions.builder(in)
                                    .columnTypesPartial(column ->
                                            WORDS.contains(column)
                                                    ? Optional.of(ColumnType.STRING)
                                                    : Optional.empty()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A GGUF file in a temporary folder: a real file's header and, in place of its weights, a hole
    /// that takes no room on disk. Its tokenizer's lists are left out.
    ///
    /// @param name `smollm2-135m-q4_0`, `smollm2-135m-q4_1`, `smollm2-135m-q4_k_m` or
    ///   `smollm2-135m-iq4_nl`
    /// @throws DhurandharException where no file has the name
    public static Path gguf(String name) {
        var names = FILES.keySet().stream().sorted().toList();
        try (var in = open(name + ".gguf-header", "file", name, names, "Examples.gguf(\"{}\")")) {
            var header = in.readAllBytes();
            var folder = Files.createTempDirectory("dhurandhar-");
            var file = folder.resolve(name + ".gguf");
            Files.write(file, header);
            try (var whole = new RandomAccessFile(file.toFile(), "rw")) {
                whole.setLength(header.length + FILES.getOrDefault(name, 0L));
            }
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(
            String file, String noun, String name, List<String> known, String fix) {
        @Nullable InputStream in =
                known.contains(name) ? Examples.class.getResourceAsStream(file) : null;
        if (in == null) {
            throw DhurandharException.unknownName(noun, name, known, fix);
        }
        return in;
    }
}
