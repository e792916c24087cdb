package org.dhurandhar.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
final class LauncherBuildTest {
    private static final String BUILDING = "dhurandhar: building ...\n";

    @TempDir Path folder;
    private Checkout checkout;

    @BeforeEach
    void make() throws Exception {
        checkout = Checkout.in(folder.resolve("a checkout"));
    }

    @Test
    void concurrent_first_starts_build_once() throws Exception {
        var outcome = shell("./dhurandhar & ./dhurandhar & wait");
        assertThat(checkout.read("builds")).isEqualTo("built\n");
        assertThat(outcome.out()).isEqualTo("columns none\n".repeat(2));
        assertThat(target().resolve(".building")).doesNotExist();
    }

    @Test
    void what_a_builder_that_is_gone_left_is_built_again() throws Exception {
        var gone = Path.of(shell("echo $$").out().strip());
        Files.createDirectories(target().resolve("lib"));
        Files.writeString(target().resolve("dhurandhar.jar"), "half");
        Files.createSymbolicLink(target().resolve(".building"), gone);
        assertThat(shell("./dhurandhar").err()).isEqualTo(BUILDING);
        assertThat(checkout.read("dsl/target/dhurandhar.jar")).isEqualTo("whole\n");
        assertThat(Files.isSymbolicLink(target().resolve(".building"))).isFalse();
    }

    @Test
    void a_build_that_fails_leaves_no_lock() throws Exception {
        checkout.script("mvnw", "#!/bin/sh\necho broken\nexit 1\n");
        var outcome = shell("./dhurandhar");
        assertThat(outcome).isEqualTo(new Shell.Outcome(2, "", BUILDING + "broken\n"));
        assertThat(target()).isEmptyDirectory();
    }

    @Test
    void a_checkout_that_cannot_be_written_runs_the_jar_it_has() throws Exception {
        Files.createDirectories(target().resolve("lib"));
        var jar = Files.writeString(target().resolve("dhurandhar.jar"), "old");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        assertThat(shellThatCannotWrite()).isEqualTo(new Shell.Outcome(0, "columns none\n", ""));
    }

    @Test
    void a_checkout_that_cannot_be_written_takes_three_lines_where_there_is_no_jar()
            throws Exception {
        var expected =
                """
                NotBuilt: %1$s/dsl/target/dhurandhar.jar is not there and %1$s/dsl/target cannot be written
                  expected: a folder to build in
                  try:      run it once as the owner of %1$s, or from a copy of your own
                """
                        .formatted(checkout.root());
        assertThat(shellThatCannotWrite()).isEqualTo(new Shell.Outcome(2, "", expected));
    }

    @Test
    void the_width_of_the_terminal_is_passed_on_unless_COLUMNS_is_set() throws Exception {
        assumeTrue(shell("command -v script").exitCode() == 0, "needs script, of util-linux");
        shell("./dhurandhar");
        var typed = "script -qec 'stty cols 77; ./dhurandhar' /dev/null";
        assertThat(shell(typed).out()).isEqualToNormalizingNewlines("columns 77\n");
        assertThat(checkout.run(Map.of("COLUMNS", "90"), "/bin/sh", "-c", typed).out())
                .isEqualToNormalizingNewlines("columns 90\n");
        assertThat(shell("./dhurandhar | cat").out()).isEqualTo("columns none\n");
    }

    private Shell.Outcome shell(String line) throws Exception {
        return checkout.run(Map.of(), "/bin/sh", "-c", line);
    }

    /// Runs the launcher as someone who may read the checkout only; root becomes another user.
    private Shell.Outcome shellThatCannotWrite() throws Exception {
        var home = Map.of("HOME", "/dev/null");
        if (!System.getProperty("user.name").equals("root")) {
            Files.createDirectories(target());
            var readOnly = PosixFilePermissions.fromString("r-xr-xr-x");
            Files.setPosixFilePermissions(target(), readOnly);
            return checkout.run(home, "./dhurandhar");
        }
        assumeTrue(shell("command -v setpriv").exitCode() == 0, "needs setpriv, of util-linux");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return checkout.run(
                home,
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                "./dhurandhar");
    }

    private Path target() {
        return checkout.root().resolve("dsl/target");
    }
}
