package org.dhurandhar.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CommandsTest {
    /// What a command printed.
    private record Ran(int code, String out, String err) {
        static Ran of(String... arguments) {
            var out = new StringWriter();
            var err = new StringWriter();
            int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
            return new Ran(code, out.toString(), err.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kernel", "lab", "notebook"})
    void the_command_line_lists_and_completes_what_is_here(String name) {
        var here = new CommandLine(new Main()).getSubcommands().get(name);
        var about = here.getCommandSpec().usageMessage().description()[0];
        assertThat(listed("--help")).contains(about.replaceAll("\\s+", " "));
        var names = new TreeSet<String>();
        options(here, names);
        var text = listed("completion", "fish");
        for (var option : names) {
            assertThat(text)
                    .containsPattern(
                            "_from "
                                    + name
                                    + "['\"]? .*"
                                    + Pattern.quote(option.replaceFirst("^-+", "")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kernel", "lab", "notebook"})
    void the_command_line_knows_these_options_and_no_others(String name) {
        var here = new CommandLine(new Main()).getSubcommands().get(name);
        var names = new TreeSet<String>();
        options(here, names);
        assertThat(words(listed(name, "--help"), "(?<![\\w-])--?[a-zA-Z][a-z-]*")).isEqualTo(names);
        for (var action : here.getSubcommands().keySet()) {
            assertThat(listed(name, "--help")).containsPattern("[\\[|]" + action + "[|\\]]");
        }
    }

    private static Set<String> words(String text, String pattern) {
        var words = new TreeSet<String>();
        Pattern.compile(pattern).matcher(text).results().forEach(r -> words.add(r.group()));
        return words;
    }

    private static void options(CommandLine command, Set<String> names) {
        for (var option : command.getCommandSpec().options()) {
            names.addAll(Set.of(option.names()));
        }
        command.getSubcommands().values().forEach(sub -> options(sub, names));
    }

    private static String listed(String... arguments) {
        var out = new StringWriter();
        org.dhurandhar.cli.Main.run(
                new PrintWriter(out), new PrintWriter(new StringWriter()), arguments);
        return out.toString();
    }

    @Test
    void what_is_wrong_takes_three_lines() {
        assertThat(Ran.of("notebook", "run"))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                """
                                BadUsage: no notebook is given
                                  expected: a file that ends in .ipynb
                                  try:    ./dhurandhar notebook run FILE.ipynb
                                """));
        var seen = new HashSet<String>();
        for (var arguments :
                new String[][] {
                    {"kernel", "instal"},
                    {"kernel", "install", "--user", "--prefix", "x"},
                    {"kernel", "install", "--name"},
                    {"lab", "a", "b"},
                    {"lab", "--port", "1"},
                    {"notebook", "run", "x.ipynb", "-p", "a"},
                    {"notebook", "run", "x.ipynb", "-p", "=a"},
                    {"notebook", "run", "x.ipynb", "--timeout", "0"},
                    {"notebook", "run", "x.ipynb", "--timeout", "NaN"},
                    {"notebook", "run", "x.ipynb", "y.ipynb"},
                }) {
            var ran = Ran.of(arguments);
            assertThat(ran.code()).as("%s", (Object) arguments).isEqualTo(2);
            assertThat(ran.err()).hasLineCount(3);
            seen.add(ran.err());
        }
        assertThat(seen).hasSize(9 + 1);
    }

    @Test
    void options_of_JupyterLab_follow_two_dashes() {
        // Not started by the launcher: the words were understood.
        for (var arguments :
                new String[][] {{"lab"}, {"lab", "--", "--port", "1"}, {"lab", "x", "--", "y"}}) {
            assertThat(Ran.of(arguments).err())
                    .startsWith("BadUsage: lab was not started by the launcher\n");
        }
        assertThat(Ran.of("lab", "a", "b", "--", "c").err())
                .startsWith("BadUsage: argument \"b\" is one too many\n");
    }

    @Test
    void help_shows_what_to_type() {
        assertThat(Ran.of("kernel").out()).contains("install", "list", "uninstall");
        assertThat(Ran.of("lab", "--help").out()).contains("./dhurandhar lab 01-will-it-fit");
        assertThat(Ran.of("notebook", "run", "--help").out())
                .contains("--html", "--param", "--timeout");
    }
}
