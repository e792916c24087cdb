package org.dhurandhar.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("launcher")
@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {
    private static final Path LAUNCHER = Shell.ROOT.resolve("dhurandhar");
    private static final String PREPARING = "dhurandhar: preparing fast starts (once) ...\n";

    private static final String SCRIPT =
            """
            Tensor tensor = null;
            System.out.println(DhurandharException.because("UnknownName", "x").kind());
            /exit
            """;

    @TempDir Path folder;

    @Test
    void a_symlink_in_another_folder_works_and_the_second_start_is_prepared() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("link"), LAUNCHER);
        var version = "dhurandhar " + System.getProperty("project.version") + "\n";
        assertThat(run(link, "--version")).isEqualTo(new Shell.Outcome(0, version, PREPARING));
        assertThat(caches()).hasSize(1);
        Files.delete(link);
        assertThat(run(LAUNCHER, "--version")).isEqualTo(new Shell.Outcome(0, version, ""));
        assertThat(caches()).hasSize(1);
    }

    @Test
    void exit_codes_pass_through() throws Exception {
        assertThat(run(LAUNCHER, "no-such-command").exitCode()).isEqualTo(2);
    }

    @Test
    void a_broken_cache_is_passed_over_in_silence() throws Exception {
        run(LAUNCHER, "--version");
        Files.writeString(caches().getFirst(), "not a cache");
        var outcome = run(LAUNCHER, "--version");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("dhurandhar ").hasLineCount(1);
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void a_cache_folder_that_cannot_be_had_is_passed_over_in_silence() throws Exception {
        Files.writeString(folder.resolve("cache"), "a file where the folder should be");
        var outcome = run(LAUNCHER, "--version");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void the_shell_opens_with_everything_imported() throws Exception {
        var script = Files.writeString(folder.resolve("script.jsh"), SCRIPT);
        var outcome = run(LAUNCHER, "shell", "-R-Xmx64m", script.toString());
        assertThat(outcome.out()).isEqualTo("UnknownName\n");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void the_shell_finds_profiles_in_the_home_folder() throws Exception {
        var profiles = Files.createDirectories(folder.resolve(".dhurandhar/devices"));
        Files.writeString(
                profiles.resolve("my-board.yaml"), "name: my-board\nram_budget_mib: 2048\n");
        var script =
                Files.writeString(
                        folder.resolve("script.jsh"),
                        "System.out.println(devices().contains(\"my-board\"))\n/exit\n");
        var outcome = run(LAUNCHER, "shell", script.toString());
        assertThat(outcome.out()).isEqualTo("true\n");
    }

    private Shell.Outcome run(Path launcher, String... arguments) throws Exception {
        var environment = new HashMap<>(System.getenv());
        environment.remove("JAVA_TOOL_OPTIONS");
        environment.put("HOME", folder.toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return Shell.run(folder, environment, command);
    }

    private List<Path> caches() throws IOException {
        try (var files = Files.list(folder.resolve("cache/dhurandhar"))) {
            return files.filter(file -> file.toString().endsWith(".aot")).toList();
        }
    }
}
