package org.dhurandhar.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("launcher")
@DisabledOnOs(OS.WINDOWS)
final class ScriptLauncherTest {
    private static final String LAUNCHER = Shell.ROOT.resolve("dhurandhar").toString();

    /// The cache of fast starts is made once for all tests.
    @TempDir static Path home;

    @TempDir Path folder;

    @BeforeAll
    static void prepare() throws Exception {
        var script = Files.writeString(home.resolve("first.jsh"), "System.out.print(1);");
        var first = start(home, List.of(LAUNCHER, "run", script.toString()));
        assertThat(first)
                .isEqualTo(
                        new Shell.Outcome(
                                0, "1", "dhurandhar: preparing fast starts (once) ...\n"));
    }

    @Test
    void a_script_that_ends_well_exits_0() throws Exception {
        assertThat(run("System.out.println(args.length);", "a", "--", "--help"))
                .isEqualTo(new Shell.Outcome(0, "3\n", ""));
    }

    @Test
    void a_script_that_throws_exits_1() throws Exception {
        assertThat(run("int x = 0;\nint y = 1 / x;"))
                .isEqualTo(
                        new Shell.Outcome(
                                1,
                                "",
                                """
                                a script.jsh:2: java.lang.ArithmeticException: / by zero
                                    at a script.jsh:2
                                """));
    }

    @Test
    void a_script_that_does_not_compile_exits_1() throws Exception {
        var outcome = run("System.out.println(1);\nString s = 1;");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEqualTo("1\n");
        assertThat(outcome.err()).startsWith("a script.jsh:2: error: incompatible types: ");
    }

    @Test
    void codes_of_exit_pass_and_what_was_printed_is_kept() throws Exception {
        assertThat(run("System.out.print(\"no line feed\"); System.exit(7);"))
                .isEqualTo(new Shell.Outcome(7, "no line feed", ""));
        assertThat(run("/exit 9")).isEqualTo(new Shell.Outcome(9, "", ""));
    }

    @Test
    void assertions_are_on() throws Exception {
        assertThat(run("assert 1 > 2 : \"sum\"").err())
                .startsWith("a script.jsh:1: java.lang.AssertionError: sum\n");
    }

    @Test
    void a_file_that_cannot_be_read_takes_three_lines_and_exits_2() throws Exception {
        assertThat(start(folder, List.of(LAUNCHER, "run", "none.jsh")))
                .isEqualTo(
                        new Shell.Outcome(
                                2,
                                "",
                                """
                                UnreadableFile: none.jsh does not exist
                                  expected: a readable file of jshell snippets
                                  try:    ./dhurandhar run script.jsh   or   ./dhurandhar run --help
                                """));
        for (var arguments : List.of(List.of("."), List.<String>of(), List.of("--foo", "x"))) {
            var command = new ArrayList<>(List.of(LAUNCHER, "run"));
            command.addAll(arguments);
            var outcome = start(folder, command);
            assertThat(outcome.exitCode()).as("%s", arguments).isEqualTo(2);
            assertThat(outcome.err()).as("%s", arguments).hasLineCount(3);
        }
    }

    @Test
    void a_script_can_be_started_by_its_own_name_and_reads_its_input() throws Exception {
        var script =
                script(
                        """
                        #!/usr/bin/env -S dhurandhar run
                        var in = new Scanner(System.in);
                        System.out.println(in.nextLine() + " \u00e9\u6f22 " + args[0])
                        """);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        var bin = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("dhurandhar"), Path.of(LAUNCHER));
        var line = "echo typed | PATH='" + bin + "':\"$PATH\" LC_ALL=C './a script.jsh' -x";
        assertThat(start(folder, List.of("/bin/sh", "-c", line)))
                .isEqualTo(new Shell.Outcome(0, "typed \u00e9\u6f22 -x\n", ""));
    }

    @Test
    void a_script_can_come_from_standard_input() throws Exception {
        var line = "echo 'int x = 1 / args.length;' | '" + LAUNCHER + "' run -";
        assertThat(start(folder, List.of("/bin/sh", "-c", line)).err())
                .startsWith("stdin:1: java.lang.ArithmeticException: / by zero\n");
    }

    @Test
    void a_reader_that_goes_away_ends_it() throws Exception {
        script("while (true) System.out.println(1);");
        var line = "('" + LAUNCHER + "' run 'a script.jsh'; echo $? >code) | head -n 1";
        assertThat(start(folder, List.of("/bin/sh", "-c", line)).out()).isEqualTo("1\n");
        assertThat(folder.resolve("code")).hasContent("141\n");
    }

    @Test
    void an_interrupt_ends_it_with_130() throws Exception {
        var outcome =
                run(
                        """
                        var pid = Long.toString(ProcessHandle.current().pid());
                        new ProcessBuilder("kill", "-INT", pid).start();
                        Thread.sleep(60_000);
                        """);
        assertThat(outcome).isEqualTo(new Shell.Outcome(130, "", ""));
    }

    @Test
    void the_heap_is_not_that_of_the_command_line() throws Exception {
        assertThat(
                        run("System.out.println(java.lang.Runtime.getRuntime().maxMemory() == 512 << 20);")
                                .out())
                .isEqualTo("false\n");
    }

    @Test
    void help_for_the_shell_and_for_scripts_is_our_own() throws Exception {
        assertThat(start(folder, List.of(LAUNCHER, "shell", "--help")).out())
                .startsWith("Usage: dhurandhar shell [JSHELL OPTION | FILE]...\n")
                .contains("./dhurandhar shell -?");
        assertThat(start(folder, List.of(LAUNCHER, "run", "--help")).out())
                .startsWith("Usage: dhurandhar run ")
                .contains("#!/usr/bin/env -S dhurandhar run");
    }

    private Path script(String text) throws IOException {
        return Files.writeString(folder.resolve("a script.jsh"), text);
    }

    private Shell.Outcome run(String text, String... arguments) throws Exception {
        script(text);
        var command = new ArrayList<>(List.of(LAUNCHER, "run", "a script.jsh"));
        command.addAll(List.of(arguments));
        return start(folder, command);
    }

    private static Shell.Outcome start(Path directory, List<String> command) throws Exception {
        var environment = new HashMap<>(System.getenv());
        environment.remove("JAVA_TOOL_OPTIONS");
        environment.put("HOME", home.toString());
        environment.put("XDG_CACHE_HOME", home.resolve("cache").toString());
        return Shell.run(directory, environment, command);
    }
}
