package org.dhurandhar.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.progress.Progress;
import org.jspecify.annotations.Nullable;

/// A JupyterLab of our own, in a Python environment in the cache folder.
record PrivateLab(Host host, Path folder) {
    /// Written last: an environment without it is half made.
    private static final String WHOLE = "dhurandhar-whole";

    private static final String PINS = "jupyterlab.txt";
    private static final Duration QUICK = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofHours(1);

    static PrivateLab in(Host host) {
        return new PrivateLab(host, host.cache().resolve("jupyterlab"));
    }

    /// Makes sure of it.
    ///
    /// @return the words that start it
    List<String> ready(PrintWriter err) {
        LabKernel.locked(
                host.cache().resolve("jupyterlab-lock"),
                () -> {
                    if (!stands()) {
                        make(Python.on(host), err);
                    }
                });
        return List.of(python().toString(), "-m", "jupyterlab");
    }

    /// Whether it is whole, of the versions wanted, and its Python is still the one it was made
    /// with.
    private boolean stands() {
        try {
            var written = folder.resolve(WHOLE);
            return Files.isRegularFile(written)
                    && Files.isExecutable(python())
                    && Files.readString(written, StandardCharsets.UTF_8).equals(mark());
        } catch (IOException e) {
            return false;
        }
    }

    /// The versions wanted, and that of Python but for its last number, as libraries lie by that.
    private String mark() {
        return pins() + "python " + Python.version(python()).replaceFirst("\\.[^.]*$", "") + "\n";
    }

    private Path python() {
        return folder.resolve(host.isWindows() ? "Scripts/python.exe" : "bin/python");
    }

    private void make(Path python, PrintWriter err) {
        err.println("dhurandhar: getting JupyterLab, into " + folder + " (once, 250 MB) ...");
        err.flush();
        try {
            Folders.delete(folder);
            Files.createDirectories(folder);
            var venv = Command.of(python, "-m", "venv", folder.toString()).run(LONG);
            if (!venv.succeeded() || !hasPip()) {
                throw Python.noVenv(python, venv.lastLine());
            }
            var pins = Files.writeString(folder.resolve(PINS), pins(), StandardCharsets.UTF_8);
            install(pins);
            Files.writeString(folder.resolve(WHOLE), mark(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw DhurandharException.because("WriteFailed", folder + ": " + e.getMessage())
                    .expected("a cache folder that can be written, with 250 MB of room")
                    .fix("XDG_CACHE_HOME=/another/folder ./dhurandhar lab");
        }
    }

    private boolean hasPip() {
        return Command.of(python(), "-m", "pip", "--version").run(QUICK).succeeded();
    }

    private void install(Path pins) {
        var words = new ArrayList<>(List.of("-m", "pip", "install"));
        words.addAll(List.of("--disable-pip-version-check", "--no-input", "--prefer-binary"));
        words.addAll(List.of("--progress-bar", "off", "-c", pins.toString(), "jupyterlab"));
        var error = new AtomicReference<@Nullable String>();
        Command.Answer answer;
        try (var progress = Progress.of("Getting JupyterLab", packages(), "package")) {
            answer =
                    Command.of(python(), words)
                            .run(
                                    LONG,
                                    line -> {
                                        if (line.startsWith("Collecting ")) {
                                            progress.step();
                                        } else if (line.startsWith("ERROR: ")) {
                                            error.set(line);
                                        }
                                    });
            if (answer.succeeded()) {
                progress.done();
            }
        }
        if (!answer.succeeded()) {
            var said = error.get();
            throw DhurandharException.because(
                            "NoJupyter", "pip: " + (said == null ? answer.lastLine() : said))
                    .expected("a network with Python's packages, or a JupyterLab on the PATH")
                    .fix("./dhurandhar lab   again, or   pip install jupyterlab");
        }
    }

    private static long packages() {
        return pins().lines().filter(line -> line.contains("==")).count();
    }

    private static String pins() {
        try (var in = PrivateLab.class.getResourceAsStream(PINS)) {
            if (in == null) {
                throw new IllegalStateException(PINS + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
