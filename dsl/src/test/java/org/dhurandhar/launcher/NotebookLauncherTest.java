package org.dhurandhar.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
final class NotebookLauncherTest {
    private static final String BUILDING = "dhurandhar: building ...\n";

    /// Says what it was asked; for `lab` it writes what is to be started, from `plan` if there is
    /// one.
    private static final String JAVA =
            """
            #!/bin/sh
            for word; do
                case $word in -Ddhurandhar.plan=*) plan=${word#*=} ;; esac
            done
            if [ -n "${plan-}" ]; then
                if [ -f start ]; then cp start "$plan"; fi
                if [ -f slow ]; then echo $$ >slow; sleep 60; fi
                exit "$(cat code 2>/dev/null || echo 0)"
            fi
            echo "$@"
            """;

    @TempDir Path folder;
    private Checkout checkout;

    @BeforeEach
    void make() throws Exception {
        checkout = Checkout.in(folder.resolve("a checkout"));
        checkout.script("jdk/bin/java", JAVA);
    }

    @Test
    void commands_for_notebooks_build_a_module_of_their_own() throws Exception {
        var outcome = shell("./dhurandhar kernel list --user");
        assertThat(outcome.err()).isEqualTo(BUILDING);
        assertThat(outcome.out())
                .endsWith(
                        "-cp %s/kernel-extensions/target/dhurandhar-kernel.jar org.dhurandhar.command.Main kernel list --user\n"
                                .formatted(checkout.root()))
                .contains("TieredStopAtLevel=1");
        assertThat(checkout.root().resolve("dsl/target")).doesNotExist();
        assertThat(shell("./dhurandhar kernel list").err()).isEmpty();
        assertThat(shell("./dhurandhar help notebook").out()).endsWith(" notebook --help\n");
        assertThat(shell("./dhurandhar --version").err()).isEqualTo(BUILDING);
        assertThat(checkout.read("builds")).isEqualTo("built\n".repeat(2));
    }

    @Test
    void a_source_for_notebooks_does_not_make_the_command_line_stale() throws Exception {
        shell("./dhurandhar; ./dhurandhar kernel");
        age("dsl/target/dhurandhar.jar");
        age("kernel-extensions/target/dhurandhar-kernel.jar");
        // Older than the jars but for one.
        for (var file : new String[] {"pom.xml", "dsl/src/main", "configs"}) {
            Files.setLastModifiedTime(checkout.root().resolve(file), FileTime.from(Instant.EPOCH));
        }
        Files.writeString(checkout.root().resolve("kernel-extensions/src/main/A.java"), "");
        assertThat(shell("./dhurandhar").err()).isEmpty();
        assertThat(shell("./dhurandhar kernel").err()).isEqualTo(BUILDING);
        age("kernel-extensions/target/dhurandhar-kernel.jar");
        Files.delete(checkout.root().resolve("kernel-extensions/src/main/A.java"));
        assertThat(shell("./dhurandhar kernel").err()).isEmpty();
        Files.writeString(checkout.root().resolve("dsl/src/main/B.java"), "");
        assertThat(shell("./dhurandhar kernel").err()).isEqualTo(BUILDING);
        assertThat(shell("./dhurandhar").err()).isEqualTo(BUILDING);
    }

    @Test
    void the_command_line_does_not_wait_for_a_build_for_notebooks() throws Exception {
        shell("./dhurandhar");
        Files.createDirectories(checkout.root().resolve("kernel-extensions/target"));
        var outcome =
                shell(
                        "ln -s $$ kernel-extensions/target/.building; ./dhurandhar --version; rm"
                                + " kernel-extensions/target/.building");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("org.dhurandhar.cli.Main --version");
    }

    @Test
    void what_lab_prepares_takes_the_place_of_the_launcher() throws Exception {
        Files.writeString(
                checkout.root().resolve("start"),
                "export JUPYTER_PATH='a b'\n"
                        + "exec sh -c 'echo \"$JUPYTER_PATH $$ $1\"; exit 7' sh 'x  y'\n");
        var outcome = shell("./dhurandhar lab & echo $!; wait $!; echo $?");
        var lines = outcome.out().lines().toList();
        assertThat(lines)
                .containsExactly(lines.getFirst(), "a b " + lines.getFirst() + " x  y", "7");
        assertThat(checkout.root().resolve(".cache/dhurandhar"))
                .isDirectoryNotContaining("glob:**/lab*");
    }

    @Test
    void a_notebook_runs_in_its_own_folder() throws Exception {
        checkout.script("jdk/bin/java", "#!/bin/sh\npwd\necho \"$@\"\n");
        Files.createDirectories(checkout.root().resolve("no tes"));
        var root = checkout.root();
        var flags = root.resolve("kernel-extensions/src/main/resources/org/dhurandhar/install");
        Files.writeString(Files.createDirectories(flags).resolve("jvm-flags"), "-Da=b\n");
        var started = " -Ddhurandhar.started=" + root + " ";
        assertThat(shell("./dhurandhar notebook run -o b/c.ipynb -p x=y/z 'no tes/a.ipynb'").out())
                .startsWith(root + "/no tes\n")
                .contains(started)
                .endsWith(" notebook run -o b/c.ipynb -p x=y/z no tes/a.ipynb\n");
        assertThat(shell("./dhurandhar notebook run a.ipynb -o b/c.ipynb").out())
                .startsWith(root + "\n")
                .doesNotContain("dhurandhar.started");
        assertThat(shell("./dhurandhar notebook run none/a.ipynb").out())
                .startsWith(root + "\n")
                .doesNotContain("dhurandhar.started");
    }

    @Test
    void where_lab_cannot_be_prepared_nothing_is_started() throws Exception {
        Files.writeString(checkout.root().resolve("code"), "2");
        assertThat(shell("./dhurandhar lab")).isEqualTo(new Shell.Outcome(2, "", BUILDING));
    }

    @Test
    void lab_that_is_told_to_end_while_it_prepares_ends_all_of_it() throws Exception {
        shell("./dhurandhar kernel");
        Files.writeString(checkout.root().resolve("slow"), "");
        var outcome =
                shell(
                        """
                        ./dhurandhar lab &
                        until [ -s slow ]; do sleep 0.1; done
                        kill -TERM $!
                        wait $!
                        echo "$? $(kill -0 "$(cat slow)" 2>/dev/null && echo runs)"
                        """);
        assertThat(outcome.out()).isEqualTo("143 \n");
    }

    @Test
    void a_locale_of_ASCII_is_widened_for_notebooks_only() throws Exception {
        checkout.script("jdk/bin/java", "#!/bin/sh\necho \"${LC_ALL-none}\"\n");
        shell("./dhurandhar; ./dhurandhar kernel");
        var ascii = Map.of("LC_ALL", "C");
        assertThat(checkout.run(ascii, "./dhurandhar", "kernel").out()).isEqualTo("C.UTF-8\n");
        assertThat(checkout.run(ascii, "./dhurandhar").out()).isEqualTo("C\n");
        assertThat(checkout.run(Map.of("LANG", "de_DE.UTF-8"), "./dhurandhar", "kernel").out())
                .isEqualTo("none\n");
    }

    private void age(String name) throws Exception {
        Files.setLastModifiedTime(
                checkout.root().resolve(name), FileTime.from(Instant.now().minusSeconds(10)));
    }

    private Shell.Outcome shell(String line) throws Exception {
        return checkout.run(Map.of(), "/bin/sh", "-c", line);
    }
}
