package org.dhurandhar.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.WholeFile;
import org.jspecify.annotations.Nullable;

/// Reports and plots as files, each whole or not at all.
final class FileForm {
    private static final String ALL = ".txt .md .html .csv .json .svg .png";

    private FileForm() {}

    static Path save(Report report, Path file) {
        var content =
                switch (extension(file)) {
                    case "txt" -> utf8(report.text(0));
                    case "md" -> utf8(report.markdown());
                    case "html" -> utf8(report.html());
                    case "csv" -> utf8(report.csv());
                    case "json" -> utf8(report.json() + "\n");
                    case "svg", "png" -> drawn(plot(report, file), file);
                    default -> throw unknown(file, ALL, "report.html");
                };
        return WholeFile.write(file, content);
    }

    static Path save(Plot plot, Path file) {
        return WholeFile.write(file, drawn(plot, file));
    }

    private static byte[] drawn(Plot plot, Path file) {
        int height = plot.naturalHeight();
        return switch (extension(file)) {
            case "svg" -> utf8(plot.svg(Plot.WIDTH, height));
            case "png" -> plot.png(Plot.WIDTH, height);
            default -> throw unknown(file, ".svg .png", "plot.svg");
        };
    }

    private static Plot plot(Report report, Path file) {
        @Nullable Plot plot = report.plot();
        if (plot == null) {
            throw DhurandharException.because("NothingToDraw", file + ": this report has no plot")
                    .expected("a form with tables: .txt .md .html .csv .json")
                    .fix("save(Path.of(\"report.html\"))");
        }
        return plot;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String extension(Path file) {
        var name = file.getFileName() == null ? "" : file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static DhurandharException unknown(Path file, String known, String sample) {
        var extension = extension(file);
        return DhurandharException.because(
                        "UnknownForm",
                        extension.isEmpty()
                                ? "\"" + file + "\" has no extension"
                                : "no form is named ." + extension)
                .facts("known", known)
                .fix("save(Path.of(\"" + sample + "\"))");
    }
}
