package org.dhurandhar.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dhurandhar.Dhurandhar;
import org.dhurandhar.model.WeightFormat;
import org.dhurandhar.report.Grid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `formats`: how weights are stored, and the recipes that mix formats.
@Command(
        name = "formats",
        mixinStandardHelpOptions = true,
        description = "Weight formats with their exact sizes, and the recipes of llama.cpp.")
final class FormatsCommand implements Runnable {
    private static final long COLUMNS = 4096;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        var rows = new ArrayList<List<String>>();
        for (var format : WeightFormat.values()) {
            rows.add(
                    List.of(
                            format.label(),
                            Integer.toString(format.blockSize()),
                            format.blockBytesExact(),
                            String.format(Locale.ROOT, "%.4f", format.bitsPerWeight(COLUMNS)),
                            format.group().word(),
                            format.group().use()));
        }
        var out = spec.commandLine().getOut();
        out.print(
                new Grid(
                                List.of(
                                        "Format",
                                        "Block",
                                        "Bytes",
                                        "Bits a weight",
                                        "Kind",
                                        "Used by"),
                                List.of("Block", "Bytes", "Bits a weight"),
                                rows)
                        .text(0));
        out.println();
        for (var line :
                List.of(
                        "bits a weight in rows of %,d values, scales included".formatted(COLUMNS),
                        "recipes: " + String.join(", ", Dhurandhar.formats()))) {
            out.print(Terminal.wrap(line, 2, Terminal.width()));
        }
        out.flush();
    }
}
