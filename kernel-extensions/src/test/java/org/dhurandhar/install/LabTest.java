package org.dhurandhar.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
final class LabTest {
    /// Makes environments whose Python does the same; pip leaves a note of what it was asked.
    private static final String PYTHON =
            """
            case "$*" in
            *platform*) echo 3.12.1 ;;
            "-m venv "*) /bin/mkdir -p "$3/bin" && /bin/cp "$0" "$3/bin/python" ;;
            *"pip --version") ;;
            *"pip install"*) echo "Collecting jupyterlab"; echo "$*" >>"${0%/*}/../asked" ;;
            *) exit 9 ;;
            esac
            """;

    private static final String DEFAULT = "--MultiKernelManager.default_kernel_name=dhurandhar";

    @TempDir Path folder;
    private FakeHost host;
    private final StringWriter said = new StringWriter();

    @BeforeEach
    void make() throws IOException {
        host = FakeHost.in(folder);
    }

    @Test
    void a_JupyterLab_on_the_path_is_taken() throws Exception {
        var program = host.script("jupyter-lab", "echo 4.2.5\n");
        assertThat(jupyter()).containsExactly(program.toString());
        assertThat(said.toString()).isEmpty();
    }

    @Test
    void one_that_is_old_or_broken_is_passed_over_and_named() throws Exception {
        host.script("python3", PYTHON);
        var program = host.script("jupyter-lab", "echo 3.6.1\n");
        var python = folder.resolve("home/.cache/dhurandhar/jupyterlab/bin/python");
        assertThat(jupyter()).containsExactly(python.toString(), "-m", "jupyterlab");
        assertThat(said.toString())
                .startsWith(
                        "dhurandhar: "
                                + program
                                + " is of version 3.6.1, older than 4; one of our own is used\n");
        host.script("jupyter-lab", "echo 'command not found' >&2; exit 127\n");
        jupyter();
        assertThat(said.toString())
                .endsWith(" does not start: command not found; one of our own is used\n");
    }

    @Test
    void one_of_our_own_is_made_once_and_again_where_it_is_half_made() throws Exception {
        host.script("python3", PYTHON);
        jupyter();
        jupyter();
        var own = folder.resolve("home/.cache/dhurandhar/jupyterlab");
        assertThat(own.resolve("asked"))
                .content()
                .hasLineCount(1)
                .contains("--no-input")
                .endsWith(" -c " + own.resolve("jupyterlab.txt") + " jupyterlab\n");
        assertThat(own.resolve("jupyterlab.txt")).content().contains("\njupyterlab==4.");
        assertThat(said.toString())
                .isEqualTo("dhurandhar: getting JupyterLab, into " + own + " (once, 250 MB) ...\n");
        Files.delete(own.resolve("dhurandhar-whole"));
        var left = Files.writeString(own.resolve("left"), "");
        jupyter();
        assertThat(left).doesNotExist();
        assertThat(own.resolve("asked")).content().hasLineCount(1);
    }

    @Test
    void one_whose_Python_has_gone_is_made_again() throws Exception {
        host.script("python3", PYTHON);
        jupyter();
        var own = folder.resolve("home/.cache/dhurandhar/jupyterlab");
        Files.writeString(
                own.resolve("bin/python"), "#!/bin/sh\n" + PYTHON.replace("3.12.1", "3.13.0"));
        var left = Files.writeString(own.resolve("left"), "");
        jupyter();
        assertThat(left).doesNotExist();
        // Only the last number has changed: libraries stay where they are.
        Files.writeString(
                own.resolve("bin/python"), "#!/bin/sh\n" + PYTHON.replace("3.12.1", "3.12.9"));
        Files.writeString(left, "");
        jupyter();
        assertThat(left).exists();
    }

    @Test
    void without_Python_three_lines_name_what_is_missing() throws Exception {
        assertThatThrownBy(this::jupyter)
                .hasMessageMatching(
                        "MissingPython: no python3 on the PATH can run JupyterLab\n"
                                + "  expected: Python 3\\.10 or newer with venv and pip\n"
                                + "  try:    .*python3.*");
        var old = host.script("python3", "echo 3.8.2\n");
        assertThatThrownBy(this::jupyter)
                .hasMessageStartingWith(
                        "MissingPython: no python3 on the PATH can run JupyterLab: "
                                + old
                                + " is 3.8.2\n");
        host.script("python3.11", PYTHON.replace("3.12.1", "3.11.0"));
        assertThat(jupyter()).contains("jupyterlab");
    }

    @Test
    void a_Python_without_venv_is_named_and_nothing_is_left_that_passes_for_whole()
            throws Exception {
        var python =
                host.script(
                        "python3",
                        "case \"$*\" in *platform*) echo 3.11.2 ;;"
                                + " *) echo 'ensurepip is not available'; exit 1 ;; esac\n");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(this::jupyter)
                    .hasMessageStartingWith(
                            "MissingVenv: "
                                    + python
                                    + " makes no environment with pip: ensurepip is not available\n"
                                    + "  expected: Python with the modules venv and ensurepip\n"
                                    + "  try:    ");
        }
    }

    @Test
    void what_pip_cannot_get_takes_three_lines() throws Exception {
        host.script(
                "python3",
                PYTHON.replace(
                        "echo \"Collecting jupyterlab\"",
                        "echo 'ERROR: No matching distribution'; echo; exit 1"));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(this::jupyter)
                    .hasMessage(
                            """
                            NoJupyter: pip: ERROR: No matching distribution
                              expected: a network with Python's packages, or a JupyterLab on the PATH
                              try:    ./dhurandhar lab   again, or   pip install jupyterlab\
                            """);
        }
    }

    @Test
    void the_launcher_is_told_what_to_start() {
        var opened = folder.resolve("it's a book.ipynb");
        var data = folder.resolve("data");
        var lab =
                Lab.of(
                        host.host("Linux", "root"),
                        List.of("/j lab"),
                        opened,
                        List.of("--port", "1"),
                        data);
        assertThat(lab.words())
                .containsExactly(
                        "/j lab",
                        opened.toString(),
                        "--allow-root",
                        "--no-browser",
                        DEFAULT,
                        "--port",
                        "1");
        assertThat(lab.jupyterPath()).isEqualTo(data.toString());
        assertThat(lab.shell())
                .isEqualTo(
                        "export JUPYTER_PATH=%s\nexec '/j lab' '%s/it'\\''s a book.ipynb' --allow-root --no-browser %s --port 1\n"
                                .formatted(data, folder, DEFAULT));
        host.with("DISPLAY", ":0").with("JUPYTER_PATH", "/x y");
        var mine = Lab.of(host.host(), List.of("/j"), opened, List.of(), data);
        assertThat(mine.words()).containsExactly("/j", opened.toString(), DEFAULT);
        assertThat(mine.jupyterPath()).isEqualTo(data + ":/x y");
    }

    @Test
    void the_kernel_it_brings_is_made_once_for_a_build() throws Exception {
        var build = folder.resolve("build");
        var distribution = FakeDistribution.in(build);
        var data = ready(distribution);
        assertThat(data).isEqualTo(folder.resolve("home/.cache/dhurandhar/jupyter"));
        var spec = data.resolve("kernels/dhurandhar/kernel.json");
        var first = Files.getLastModifiedTime(spec);
        ready(distribution);
        assertThat(Files.getLastModifiedTime(spec)).isEqualTo(first);
        assertThat(said.toString()).isEqualTo("dhurandhar: preparing the kernel (once) ...\n");
        Files.write(
                distribution.libraries().getFirst(),
                new byte[1],
                java.nio.file.StandardOpenOption.APPEND);
        ready(Distribution.at(distribution.jar()));
        assertThat(Files.getLastModifiedTime(spec)).isGreaterThan(first);
    }

    private Path ready(Distribution distribution) {
        return LabKernel.ready(
                host.host(), distribution, Jdk.running(), new PrintWriter(said, true));
    }

    private List<String> jupyter() {
        return Jupyter.of(host.host(), new PrintWriter(said, true));
    }
}
