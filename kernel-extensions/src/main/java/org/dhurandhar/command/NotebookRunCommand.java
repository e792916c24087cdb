package org.dhurandhar.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.notebook.NotebookRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `notebook run`.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs all cells of a notebook and writes their outputs into it.",
        footer = {
            "",
            "Stops at the first cell that fails and shows it. Exit code: 0; 1 where a cell fails"
                    + " or",
            "takes too long; 2 where a file or a value is at fault.",
            "",
            "Without -o and --html the notebook itself is rewritten, but only where every cell passed.",
            "A file that is named is written where a cell fails, too, up to that cell. Cells tagged",
            "raises-exception may fail, those tagged skip-execution are left as they are. Parameters",
            "are declared in a cell of their own, below the one tagged parameters.",
            "",
            "  ./dhurandhar notebook run 01-will-it-fit.ipynb",
            "  ./dhurandhar notebook run in.ipynb -o out.ipynb --html out.html -p model=qwen3-4b"
        })
final class NotebookRunCommand implements Callable<Integer> {
    private static final double LONGEST = 1e9;

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "the notebook")
    private @Nullable Path notebook;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            description =
                    "where it goes with its outputs (default without --html: it is rewritten)")
    private @Nullable Path output;

    @Option(
            names = "--html",
            paramLabel = "PATH",
            description = "also writes it as one page, which loads nothing")
    private @Nullable Path html;

    @Option(
            names = {"-p", "--param"},
            paramLabel = "NAME=VALUE",
            description = "sets a variable of the cell that is tagged parameters")
    private List<String> parameters = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "the longest that one cell may take")
    private @Nullable Double timeout;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        if (notebook == null) {
            throw DhurandharException.because("BadUsage", "no notebook is given")
                    .expected("a file that ends in .ipynb")
                    .fix("./dhurandhar notebook run FILE.ipynb");
        }
        var run = NotebookRun.of(asTyped(notebook)).params(byName());
        if (timeout != null) {
            run = run.timeout(limit(timeout));
        }
        if (output != null) {
            run = run.output(asTyped(output));
        }
        if (html != null) {
            run = run.html(asTyped(html));
        }
        return run.call(spec.commandLine().getErr());
    }

    /// The launcher starts this in the notebook's folder, and says where it was started itself.
    private static Path asTyped(Path path) {
        var started = System.getProperty("dhurandhar.started");
        return started == null ? path : Path.of(started).resolve(path);
    }

    private Map<String, String> byName() {
        var values = new LinkedHashMap<String, String>();
        for (var parameter : parameters) {
            int at = parameter.indexOf('=');
            if (at < 1) {
                throw DhurandharException.because(
                                "BadUsage", "--param \"" + parameter + "\" has no value")
                        .expected("--param NAME=VALUE")
                        .fix("--param model=qwen3-4b");
            }
            values.put(parameter.substring(0, at), parameter.substring(at + 1));
        }
        return values;
    }

    private static Duration limit(double seconds) {
        if (!(seconds > 0 && seconds < LONGEST)) {
            throw DhurandharException.because("BadUsage", "--timeout \"" + seconds + "\"")
                    .expected("a number of seconds above 0")
                    .fix("--timeout 600");
        }
        return Duration.ofMillis((long) Math.ceil(seconds * 1000));
    }
}
