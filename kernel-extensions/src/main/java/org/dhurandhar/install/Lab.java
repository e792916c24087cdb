package org.dhurandhar.install;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.DhurandharException;

/// JupyterLab with the kernel: what the launcher has to start.
///
/// @param words a program and its arguments
/// @param jupyterPath value of `JUPYTER_PATH`, by which Jupyter finds the kernel
public record Lab(List<String> words, String jupyterPath) {
    /// Names the file into which the launcher wants its commands.
    private static final String PLAN = "dhurandhar.plan";

    public Lab {
        words = List.copyOf(words);
    }

    /// Prepares it and tells the launcher what to start, which then takes the place of this
    /// process.
    ///
    /// @param notebook a notebook, a folder, or the name of one of ours; empty for the folder of
    ///   ours
    /// @param options of JupyterLab itself
    /// @throws DhurandharException where there is no such notebook, or no Python to run JupyterLab
    public static void start(String notebook, List<String> options, PrintWriter err) {
        var plan = System.getProperty(PLAN);
        if (plan == null) {
            throw DhurandharException.because("BadUsage", "lab was not started by the launcher")
                    .expected("the launcher, which JupyterLab takes the place of")
                    .fix("./dhurandhar lab");
        }
        var host = Host.here();
        var opened = Notebooks.of(Distribution.running()).find(notebook);
        var jupyter = Jupyter.of(host, err);
        var data = LabKernel.ready(host, Distribution.running(), Jdk.running(), err);
        var lab = of(host, jupyter, opened, options, data);
        try {
            Files.writeString(Path.of(plan), lab.shell(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw DhurandharException.because("WriteFailed", plan + ": " + e.getMessage())
                    .expected("a cache folder that can be written")
                    .fix("XDG_CACHE_HOME=/another/folder ./dhurandhar lab");
        }
    }

    static Lab of(Host host, List<String> jupyter, Path opened, List<String> options, Path data) {
        var words = new ArrayList<>(jupyter);
        words.add(opened.toString());
        if (host.isRoot()) {
            words.add("--allow-root");
        }
        if (!host.hasScreen()) {
            words.add("--no-browser");
        }
        words.add("--MultiKernelManager.default_kernel_name=" + Installation.NAME);
        words.addAll(options);
        var others = host.variable("JUPYTER_PATH");
        return new Lab(
                words, others == null ? data.toString() : data + File.pathSeparator + others);
    }

    /// The commands for a POSIX shell.
    String shell() {
        var text = new StringBuilder("export JUPYTER_PATH=").append(quoted(jupyterPath));
        text.append("\nexec");
        words.forEach(word -> text.append(' ').append(quoted(word)));
        return text.append('\n').toString();
    }

    /// A word as a POSIX shell reads it.
    static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
