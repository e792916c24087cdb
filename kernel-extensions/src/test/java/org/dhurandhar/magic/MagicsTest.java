package org.dhurandhar.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dhurandhar.engine.Frontend;
import org.dhurandhar.engine.Outcome;
import org.dhurandhar.engine.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MagicsTest {
    private static Session session;
    private static final StringWriter PRINTED = new StringWriter();
    private static final List<DisplayData> SHOWN = new ArrayList<>();

    @TempDir Path directory;

    @BeforeAll
    static void start() {
        session = Session.start(Standard.settings());
    }

    @AfterAll
    static void stop() {
        session.close();
    }

    @BeforeEach
    void forget() {
        PRINTED.getBuffer().setLength(0);
        SHOWN.clear();
    }

    private static final Frontend FRONTEND =
            new Frontend() {
                @Override
                public void print(Stream stream, String text) {
                    PRINTED.append(text);
                }

                @Override
                public void display(DisplayData data) {
                    SHOWN.add(data);
                }

                @Override
                public void update(DisplayData data) {}

                @Override
                public void clearOutput(boolean wait) {}

                @Override
                public void page(DisplayData data) {}

                @Override
                public String ask(String prompt, boolean password) {
                    return "";
                }
            };

    private static String result(String cell) {
        return switch (session.run(cell, FRONTEND)) {
            case Outcome.Done done ->
                    done.result() == null
                            ? ""
                            : String.valueOf(done.result().getData(MIMEType.TEXT_PLAIN));
            case Outcome.Failed failed -> throw new AssertionError(failed.toString());
        };
    }

    private static Outcome.Failed failure(String cell) {
        return switch (session.run(cell, FRONTEND)) {
            case Outcome.Failed failed -> failed;
            case Outcome.Done done -> throw new AssertionError(cell + " did not fail");
        };
    }

    private static String said(Outcome.Failed failed) {
        return String.join("\n", failed.traceback()).replaceAll("\u001b\\[[0-9;]*m", "");
    }

    @Test
    void an_unknown_magic_names_those_that_are_known_and_the_closest() {
        var failed = failure("int a = 1;\n%mavn x");
        assertThat(failed.name()).isEqualTo("UnknownName");
        assertThat(failed.line()).isEqualTo(2);
        assertThat(said(failed))
                .startsWith("UnknownName: no magic named \"mavn\"\n  known:  ")
                .containsPattern("known: .*\\btime\\b")
                .contains("try:    %maven, or %help");
    }

    @Test
    void help_lists_all_with_their_use() {
        assertThat(result("%help"))
                .contains("%maven group:artifact:version", "%%time", "%lsmagic", "%env [NAME");
        assertThat(result("%help %maven")).contains("%maven").doesNotContain("%lsmagic");
        assertThat(failure("%help nix").name()).isEqualTo("UnknownName");
    }

    @Test
    void time_keeps_outputs_and_value() {
        assertThat(result("%%time\nSystem.out.println(\"said\");\n6 * 7")).isEqualTo("42");
        assertThat(PRINTED.toString()).startsWith("said\n").containsPattern("time .*, CPU .*");
        assertThat(result("int before = 1;\n%time before + 1")).isEqualTo("2");
    }

    @Test
    void errors_after_and_in_magics_are_found_in_their_line() {
        assertThat(failure("int a = 0;\n%pwd\nint b = 1 / a;").line()).isEqualTo(3);
        assertThat(failure("%%time\n\nint c = 0;\n1 / c").line()).isEqualTo(4);
        assertThat(failure("int d = 0;\n%time 1 / d").line()).isEqualTo(2);
    }

    @Test
    void timeit_says_how_long_one_loop_takes() {
        assertThat(result("%timeit -n 5 -r 2 Math.sqrt(2)")).isEmpty();
        assertThat(PRINTED.toString()).contains(" a loop (best ", "2 rounds of 5 loops");
        assertThat(result("%timeit -n 5 -r 2 System.getProperty(\"x\");")).isEmpty();
        PRINTED.getBuffer().setLength(0);
        result("%%timeit -n 2 -r 2\nint sum = 0;\nfor (int i = 0; i < 9; i++) { sum += i; }");
        assertThat(PRINTED.toString()).contains("2 rounds of 2 loops");
    }

    @Test
    void the_environment_is_shown() {
        assertThat(result("%env PATH")).isEqualTo(System.getenv("PATH"));
        assertThat(result("%env")).contains("PATH");
        assertThat(failure("%env PAHT_").name()).isEqualTo("UnknownName");
        assertThat(result("%env assist.test=a b")).isEmpty();
        assertThat(System.getProperty("assist.test")).isEqualTo("a b");
        assertThat(PRINTED.toString()).contains("System.getProperty(\"assist.test\")");
    }

    @Test
    void cells_are_shown_as_what_they_are() {
        result("%%html\n<b>x</b>");
        result("%%markdown\n# x");
        assertThat(SHOWN.getFirst().getData(MIMEType.parse("text/html"))).isEqualTo("<b>x</b>");
        assertThat(SHOWN.getLast().getData(MIMEType.parse("text/markdown"))).isEqualTo("# x");
    }

    @Test
    void a_magic_says_which_of_its_forms_is_meant() {
        assertThat(said(failure("%%env\nx"))).contains("%%env takes no cell");
        assertThat(said(failure("%html x"))).contains("%html takes the whole cell");
    }

    @Test
    void files_are_run() throws IOException {
        var script =
                Files.writeString(directory.resolve("a b.jsh"), "#!x\nint loaded = 5;\n/exit\n");
        assertThat(result("%load \"" + script + "\"\nloaded + 1")).isEqualTo("6");
        var notebook =
                Files.writeString(
                        directory.resolve("n.ipynb"),
                        "{\"cells\":[{\"cell_type\":\"markdown\",\"source\":[\"x y\"]},"
                                + "{\"cell_type\":\"code\",\"source\":[\"int cell = 6;\\n\",\"cell\"]}]}");
        assertThat(result("%load " + notebook)).isEqualTo("6");
    }

    @Test
    void a_failure_in_a_file_is_found_there() throws IOException {
        var script =
                Files.writeString(directory.resolve("bad.jsh"), "int z = 0;\nint y = 1 / z;\n");
        assertThat(said(failure("%load " + script)))
                .startsWith("FailedFile: " + script + ":2 ArithmeticException: / by zero\n")
                .contains("line:   int y = 1 / z;");
        assertThat(failure("%load nowhere.jsh").name()).isEqualTo("MissingFile");
        var text = Files.writeString(directory.resolve("t.ipynb"), "no json");
        assertThat(failure("%load " + text).name()).isEqualTo("MalformedFile");
    }

    @Test
    void jars_and_directories_are_found_by_their_patterns() throws IOException {
        var jar = directory.resolve("one.jar");
        new JarOutputStream(Files.newOutputStream(jar), new Manifest()).close();
        Files.createFile(directory.resolve("two.txt"));
        assertThat(result("%jars " + directory)).isEqualTo("on the class path now: one.jar");
        assertThat(result("var js = %jars " + directory + "/*.jar\njs.get(0)"))
                .isEqualTo(jar.toString());
        assertThat(failure("%jars " + directory + "/*.zip").name()).isEqualTo("MissingFile");
        var text = directory.resolve("two.txt");
        assertThat(said(failure("%classpath " + text)))
                .startsWith("MalformedFile: " + text + " is no jar");
        assertThat(result("%classpath")).contains(jar.toString());
    }

    @Test
    void classes_of_a_directory_can_be_used_in_the_same_cell() throws Exception {
        var source =
                Files.writeString(
                        directory.resolve("Given.java"),
                        "public class Given { public static int N = 9; }");
        var compiler = javax.tools.ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, "-d", directory.toString(), source.toString()))
                .isZero();
        Files.createDirectories(directory.resolve("p"));
        var packaged =
                Files.writeString(
                        directory.resolve("In.java"),
                        "package p; public class In { public static int N = 9; }");
        assertThat(compiler.run(null, null, null, "-d", directory.toString(), packaged.toString()))
                .isZero();
        assertThat(result("%classpath " + directory + "\np.In.N")).isEqualTo("9");
    }

    @Test
    void magics_of_extensions_are_found() {
        session.getMagicsRegistry()
                .registerLineMagic("shout", (kernel, words) -> String.join("!", words) + "!")
                .registerCellMagic("count", (kernel, words, body) -> body.length());
        assertThat(result("%shout a \"b c\"")).isEqualTo("a!b c!");
        assertThat(result("%%count\nabc")).isEqualTo("3");
        assertThat(result("%help")).contains("%shout", "%%count");
    }

    @Test
    void parts_of_a_project_become_one() {
        var whole =
                ArtifactMagics.whole(
                        "<dependency><groupId>a</groupId></dependency>\n"
                                + "<repository><id>r</id></repository><dependency>b</dependency>");
        assertThat(whole)
                .contains(
                        "<dependencies><dependency><groupId>a</groupId></dependency>"
                                + "<dependency>b</dependency></dependencies>")
                .contains("<repositories><repository><id>r</id></repository></repositories>");
        assertThat(failure("%%loadFromPOM\n<dependency><groupId>x").name())
                .isEqualTo("MalformedFile");
    }
}
