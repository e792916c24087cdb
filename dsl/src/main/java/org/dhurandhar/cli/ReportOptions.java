package org.dhurandhar.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.Documents;
import org.dhurandhar.report.Report;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say how a report is shown and where it goes.
final class ReportOptions {
    private static final List<String> FORMATS = List.of("text", "markdown", "html", "csv", "json");

    @Option(
            names = "--format",
            paramLabel = "text|markdown|html|csv|json",
            defaultValue = "text",
            description =
                    "text, markdown, html, csv of the first table, or json (default: ${DEFAULT-VALUE})")
    private String format = "text";

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "draw it to a file that ends in .svg or .png")
    private @Nullable String plot;

    @Option(
            names = "--json-out",
            paramLabel = "FILE|-",
            description = "write JSON to a file, or - for standard output alone")
    private @Nullable String jsonOut;

    /// Checks names of forms and files before anything is computed.
    ///
    /// @param example what to call a file
    void check(String example) {
        var form = format.toLowerCase(Locale.ROOT);
        if (!FORMATS.contains(form) && !form.equals("md")) {
            throw DhurandharException.unknownName("form", format, FORMATS, "--format {}");
        }
        var drawn = plot;
        if (drawn != null) {
            var lower = drawn.toLowerCase(Locale.ROOT);
            if (!lower.endsWith(".svg") && !lower.endsWith(".png")) {
                throw DhurandharException.because(
                                "WriteFailed", "--plot " + drawn + " names no form")
                        .expected("a file that ends in .svg or .png")
                        .fix("--plot " + example + ".svg");
            }
            Output.check(drawn, "--plot", example + ".svg");
            Output.probe(drawn);
        }
        if (jsonOut != null) {
            Output.check(jsonOut, "--json-out", example + ".json");
        }
        if (drawn != null && jsonOut != null && whole(drawn).equals(whole(jsonOut))) {
            throw DhurandharException.because(
                            "BadUsage", "--json-out and --plot both name " + drawn)
                    .expected("two files")
                    .fix("--json-out " + example + ".json --plot " + example + ".svg");
        }
    }

    private static Path whole(String file) {
        return Documents.path(file).toAbsolutePath().normalize();
    }

    /// Prints the report and writes the files that are asked for; the plot last, since a machine
    /// without fonts has the table even so.
    void print(Report report, PrintWriter out) {
        var drawn = plot == null ? null : report.plot();
        if (plot != null && drawn == null) {
            throw DhurandharException.because("NothingToDraw", "this report has no plot")
                    .expected("a report with a plot: compare, sweep, analyze-ple")
                    .fix("leave --plot out");
        }
        if (jsonOut != null) {
            Output.write(jsonOut, report.json(), out);
        }
        if (!"-".equals(jsonOut)) {
            out.print(
                    switch (format.toLowerCase(Locale.ROOT)) {
                        case "markdown", "md" -> ended(report.markdown());
                        case "html" -> ended(report.html());
                        case "csv" -> ended(report.csv());
                        case "json" -> ended(report.json());
                        default -> ended(report.text(Terminal.width()));
                    });
        }
        out.flush();
        if (plot != null && drawn != null) {
            drawn.save(Documents.path(plot));
        }
    }

    /// Whether standard output is plain text, to which a line can be added.
    boolean isText() {
        return !"-".equals(jsonOut) && format.equalsIgnoreCase("text");
    }

    private static String ended(String text) {
        return text.endsWith("\n") ? text : text + "\n";
    }
}
