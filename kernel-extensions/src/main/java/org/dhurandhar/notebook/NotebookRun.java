package org.dhurandhar.notebook;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.WholeFile;
import org.dhurandhar.engine.Session;
import org.dhurandhar.magic.Standard;
import org.jspecify.annotations.Nullable;

/// Executes a notebook in this process: which one, with which parameters, for how long.
///
/// Where nothing says where it goes, the notebook itself is rewritten, but only by a run in which
/// every cell passed; a file that is named is written by a run that failed, too, up to the cell at
/// which it stopped. Every file is written whole.
///
/// @param notebook the file
/// @param parameters values by name, as typed, for the cell that is tagged `parameters`
/// @param timeout of each cell, or null for none
/// @param output where the executed notebook goes, or null
/// @param page where the HTML page goes, or null
public record NotebookRun(
        Path notebook,
        Map<String, String> parameters,
        @Nullable Duration timeout,
        @Nullable Path output,
        @Nullable Path page) {
    /// Every cell ran.
    public static final int PASSED = 0;

    /// A cell failed, ran too long or asked for input.
    public static final int FAILED = 1;

    /// Copies the parameters, in their order.
    public NotebookRun {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /// A run of a notebook without parameters.
    public static NotebookRun of(Path notebook) {
        return new NotebookRun(notebook, Map.of(), null, null, null);
    }

    /// With these values for the parameters, in order.
    public NotebookRun params(Map<String, String> values) {
        return new NotebookRun(notebook, values, timeout, output, page);
    }

    /// With a limit for each cell.
    public NotebookRun timeout(Duration limit) {
        return new NotebookRun(notebook, parameters, limit, output, page);
    }

    /// Writes the executed notebook there, also where a cell fails.
    public NotebookRun output(Path file) {
        return new NotebookRun(notebook, parameters, timeout, file, page);
    }

    /// Writes one page of HTML there, also where a cell fails.
    public NotebookRun html(Path file) {
        return new NotebookRun(notebook, parameters, timeout, output, file);
    }

    /// Runs it, writes what was asked for, and tells of progress and of a cell that failed.
    ///
    /// @param err progress and the failing cell
    /// @return [#PASSED] or [#FAILED]
    /// @throws DhurandharException where the notebook, a parameter or a file is at fault
    public int call(PrintWriter err) {
        var executed = Notebook.read(notebook);
        language(executed);
        Parameters.inject(parameters, executed);
        probe();
        boolean live = isTerminal();
        var progress = new CellProgress(err, live);
        long start = System.nanoTime();
        progress.starting("starting");
        var failure = run(executed, progress, failed -> failed(executed, failed, progress, err));
        if (failure != null) {
            return failed(executed, failure, progress, err);
        }
        progress.end();
        write(executed, null);
        err.println(
                "%s: %d cells in %.1f s, written: %s"
                        .formatted(
                                notebook,
                                executed.cells().stream().filter(Cell::runs).count(),
                                (System.nanoTime() - start) / 1e9,
                                written(false)));
        err.flush();
        return PASSED;
    }

    private int failed(
            Notebook executed, CellFailure failure, CellProgress progress, PrintWriter err) {
        progress.end();
        write(executed, failure);
        err.print(FailureText.of(failure, notebook.toString(), written(true), isTerminal()));
        err.flush();
        return FAILED;
    }

    /// @param exit what is done where a cell ends the process; it gives the exit code
    private @Nullable CellFailure run(
            Notebook executed, CellProgress progress, ToIntFunction<CellFailure> exit) {
        var session = Session.start(Standard.settings());
        try (var runner = new Runner(executed, session, timeout, progress)) {
            // A cell that ends the process with 0 has not passed: those below it have not run.
            runner.beforeExit(failed -> Runtime.getRuntime().halt(exit.applyAsInt(failed)));
            return runner.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DhurandharException.because("Interrupted", notebook + " was not run to its end")
                    .expected("a thread that nobody interrupts")
                    .fix("run it again");
        }
    }

    private void language(Notebook read) {
        var language = read.language();
        if (language != null && !language.equals("java")) {
            throw DhurandharException.because(
                            "UnsupportedLanguage", notebook + " is a notebook in " + language)
                    .expected("a notebook in Java")
                    .fix("jupyter execute " + notebook);
        }
    }

    /// A run may take long: that a file cannot be written is said before it.
    private void probe() {
        if (parameters.isEmpty() || output != null || page != null) {
            for (var file : new Path[] {output, page, isInPlace() ? notebook : null}) {
                if (file != null) {
                    folder(file);
                    WholeFile.probe(file);
                }
            }
            return;
        }
        throw DhurandharException.because(
                        "BadUsage", notebook + " would be rewritten with other parameters")
                .expected("-o or --html beside --param")
                .fix("-o " + sibling() + "   or   -o " + notebook + "   to rewrite it");
    }

    private static void folder(Path file) {
        var parent = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || parent == null || !Files.isDirectory(parent)) {
            throw DhurandharException.because(
                            "WriteFailed",
                            Files.isDirectory(file)
                                    ? file + " is a directory"
                                    : "no folder " + parent + " for " + file)
                    .expected("a file in an existing folder")
                    .fix(Files.isDirectory(file) ? "name a file in it" : "mkdir -p " + parent);
        }
    }

    private String sibling() {
        var name = String.valueOf(notebook.getFileName()).replaceFirst("\\.ipynb$", "");
        return notebook.resolveSibling(name + "-run.ipynb").toString();
    }

    private boolean isInPlace() {
        return output == null && page == null;
    }

    private void write(Notebook executed, @Nullable CellFailure failure) {
        if (output != null) {
            executed.save(output);
        } else if (isInPlace() && failure == null) {
            executed.save(notebook);
        }
        if (page != null) {
            var html = NotebookPage.of(executed, notebook, failure);
            WholeFile.write(page, html.getBytes(StandardCharsets.UTF_8));
        }
    }

    private String written(boolean failed) {
        if (isInPlace()) {
            return failed ? "nothing; -o FILE keeps the outputs up to here" : notebook.toString();
        }
        var files =
                output == null
                        ? String.valueOf(page)
                        : output + (page == null ? "" : " and " + page);
        return failed ? files + ", up to this cell" : files;
    }

    /// From JDK 25 on there is again none where there is no terminal.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }
}
