package org.dhurandhar.assist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// In the samples a bar stands for the cursor.
class InspectorTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static JShell shell;
    private static Inspector inspector;

    @BeforeAll
    static void start() {
        shell = JShell.builder().executionEngine("local").build();
        shell.addToClasspath(CLASS_PATH);
        for (var code :
                List.of(
                        "import java.util.*;",
                        "import org.dhurandhar.*;",
                        "import static org.dhurandhar.Dhurandhar.*;",
                        "int count = 3;",
                        "String longText = \"x\".repeat(5000);",
                        "var e2b = model(\"gemma4-e2b\");",
                        "String describe(int n, String noun) { return n + noun; }",
                        "record Pair(int left, String right) {}")) {
            shell.eval(code);
        }
        inspector = new Inspector(shell, new Words(), shell::varValue, () -> CLASS_PATH, List.of());
    }

    @AfterAll
    static void stop() {
        shell.close();
    }

    private static final class Words implements MagicWords {
        @Override
        public List<Item> names() {
            return List.of(new Item("%load", "magic", ""));
        }

        @Override
        public String help(String name) {
            return name.equals("load") ? "`%load FILE`\n\nruns a file" : null;
        }
    }

    private static String plain(String sample, boolean detail) {
        return text(sample, detail, "text/plain");
    }

    private static String plain(String sample) {
        return plain(sample, false);
    }

    private static String text(String sample, boolean detail, String type) {
        int at = sample.indexOf('|');
        var code = sample.replace("|", "");
        var data = inspector.inspect(code, at < 0 ? code.length() : at, detail);
        return data == null ? "" : String.valueOf(data.getData(MIMEType.parse(type)));
    }

    @Test
    void a_method_is_shown_with_all_its_signatures() {
        assertThat(plain("Math.abs"))
                .contains("static int Math.abs(int", "static double Math.abs(double");
        assertThat(plain("Math.a|bs(3)")).isEqualTo(plain("Math.abs"));
    }

    @Test
    void within_arguments_the_call_is_shown() {
        assertThat(plain("Math.abs(")).isEqualTo(plain("Math.abs"));
        assertThat(plain("Math.max(1, |)")).contains("static int Math.max(int");
        assertThat(plain("Math.max(1, (2 + |")).contains("Math.max(");
        assertThat(plain("describe(3, \"a|\")")).contains("String describe(int n, String noun)");
        assertThat(plain("new Pair(")).contains("new Pair(int left, String right)");
        assertThat(plain("new ArrayList<>(")).contains("new ArrayList(");
    }

    @Test
    void a_variable_is_shown_with_its_type_and_value() {
        assertThat(plain("count")).isEqualTo("int count = 3");
        assertThat(plain("count + 1|")).isEmpty();
        assertThat(plain("co|unt + 1")).isEqualTo("int count = 3");
        assertThat(plain("longText")).hasSizeLessThan(3_000).contains("...");
        assertThat(plain("int local = 4;\nlocal")).startsWith("int local");
    }

    @Test
    void a_class_is_shown_with_what_it_is() {
        assertThat(plain("String")).startsWith("final class java.lang.String");
        assertThat(plain("java.util.List")).startsWith("interface java.util.List<E>");
        assertThat(plain("Pair")).startsWith("record Pair(int left, String right)");
    }

    @Test
    void our_docstrings_are_shown() {
        assertThat(plain("e2b.context"))
                .startsWith("Workload Workload.context(long tokens)")
                .contains("Tokens of context, from 1 to the model's limit.")
                .contains("throws DhurandharException: where it is out of range");
        assertThat(text("e2b.quant", true, "text/html"))
                .contains("A recipe by name, such as <code>Q4_K_M</code>.");
    }

    @Test
    void more_is_shown_where_more_is_asked() {
        assertThat(plain("e2b.quant", true).length())
                .isGreaterThan(plain("e2b.quant", false).length());
    }

    @Test
    void a_docstring_of_the_cell_is_shown() {
        assertThat(plain("/// Says **it**.\nint said(int n) { return n; }\nsaid"))
                .contains("int said(int n)", "Says it.");
    }

    @Test
    void what_is_inherited_is_found_where_it_was_written() {
        var sources = System.getProperty("java.home") + "/lib/src.zip";
        org.junit.jupiter.api.Assumptions.assumeTrue(
                java.nio.file.Files.exists(java.nio.file.Path.of(sources)));
        assertThat(plain("new ArrayList<String>().stream"))
                .contains("Stream<String>", "Returns a sequential Stream");
    }

    @Test
    void nothing_is_said_about_nothing() {
        assertThat(plain("")).isEmpty();
        assertThat(plain("unknownQ")).isEmpty();
        assertThat(plain("// Math.abs")).isEmpty();
        assertThat(plain("\"Math.abs")).isEmpty();
    }

    @Test
    void a_magic_is_shown_with_its_use() {
        assertThat(plain("%load")).startsWith("%load FILE").contains("runs a file");
        assertThat(plain("%lo|ad x")).startsWith("%load FILE");
        assertThat(plain("%nix")).isEmpty();
    }
}
