package org.dhurandhar.notebook;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Executes a notebook in this process: which one, with which parameters, for how long.
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

    public NotebookRun {
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
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

    /// Runs it, writes what was asked for (the notebook itself where nothing was and every cell
    /// ran), and tells of progress and of a cell that failed.
    ///
    /// @param err progress and the failing cell
    /// @return [#PASSED] or [#FAILED]
    /// @throws org.dhurandhar.DhurandharException where the notebook, a parameter or a file is at
    ///     fault (exit code 2)
    public int call(PrintWriter err) {
        throw new UnsupportedOperationException("skeleton");
    }
}
