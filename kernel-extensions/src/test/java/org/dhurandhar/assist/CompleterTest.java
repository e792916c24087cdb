package org.dhurandhar.assist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jdk.jshell.JShell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// In the samples a bar stands for the cursor.
class CompleterTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static JShell shell;
    private static Completer completer;

    @BeforeAll
    static void start() {
        shell = JShell.builder().executionEngine("local").build();
        shell.addToClasspath(CLASS_PATH);
        for (var code :
                List.of(
                        "import java.util.*;",
                        "import java.nio.file.*;",
                        "import org.dhurandhar.*;",
                        "import org.dhurandhar.memory.*;",
                        "import static org.dhurandhar.Dhurandhar.*;",
                        "int count = 3;",
                        "String title = \"t\";",
                        "int[] numbers = {1, 2};",
                        "var e2b = model(\"gemma4-e2b\").context(4096);",
                        "String describe(int n, String noun) { return n + noun; }",
                        "record Pair(int left, String right) {}",
                        "class Box { private int secret; int seen() { return secret; } }",
                        "enum Colour { RED, GREEN }")) {
            var event = shell.eval(code).getFirst();
            assertThat(event.exception()).as(code).isNull();
            assertThat(event.status()).as(code).isEqualTo(jdk.jshell.Snippet.Status.VALID);
        }
        completer = new Completer(shell, new Words(), () -> CLASS_PATH);
    }

    @AfterAll
    static void stop() {
        shell.close();
    }

    private static final class Words implements MagicWords {
        @Override
        public List<Item> names() {
            return List.of(
                    new Item("%time", "magic", ""),
                    new Item("%%time", "magic", ""),
                    new Item("%load", "magic", ""));
        }

        @Override
        public boolean takesJava(String name) {
            return name.equals("time");
        }

        @Override
        public Completions arguments(String name, String arguments) {
            return new Completions(
                    List.of(new Item(name + "-file", "path", "")), 0, arguments.length());
        }
    }

    private static Completions at(String sample) {
        int at = sample.indexOf('|');
        return completer.complete(sample.replace("|", ""), at < 0 ? sample.length() : at);
    }

    private static List<String> texts(String sample) {
        return at(sample).items().stream().map(Item::text).toList();
    }

    /// What the cell becomes when the first of the items is taken.
    private static String taken(String sample) {
        var found = at(sample);
        assertThat(found.items()).as(sample).isNotEmpty();
        var code = sample.replace("|", "");
        return code.substring(0, found.start())
                + found.items().getFirst().text()
                + code.substring(found.end());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "Math.absE              § Math.absExact(",
                "'\"abc\".toUp| + 1'    § '\"abc\".toUpperCase( + 1'",
                "System.out.printl      § System.out.println(",
                "java.util.List.of(1).strea § java.util.List.of(1).stream()",
                "e2b.foot               § e2b.footprint()",
                "'model(\"a\").context(1).quant(4).on(\"b\").maxC' § 'model(\"a\").context(1).quant(4).on(\"b\").maxContext()'",
                "cou                    § count",
                "descr                  § describe(",
                "descr|(1)              § describe(1)",
                "new Pai                § new Pair",
                "new ArrayLi            § new ArrayList",
                "numbers.len            § numbers.length",
                "Colour.GR              § Colour.GREEN",
                "new Pair(1).righ       § new Pair(1).right",
                "List<Stri              § List<StrictMath",
                "Math.max(1, coun       § Math.max(1, count",
                "if (count > 2) { titl  § if (count > 2) { title",
                "'switch (count) { case 1 -> e2b.foo' § 'switch (count) { case 1 -> e2b.footprint()'",
                "'List.of(1).forEach(x -> x.doubleV' § 'List.of(1).forEach(x -> x.doubleValue()'",
                "'List.of(1).stream().map(x -> x + 1).filter(x -> x.intV|).count()' § 'List.of(1).stream().map(x -> x + 1).filter(x -> x.intValue()).count()'",
                "'for (var s : List.of(\"a\")) { s.toLow' § 'for (var s : List.of(\"a\")) { s.toLowerCase('",
                "import java.util.functi § import java.util.function.",
                "java.util.concurr      § java.util.concurrent.",
                "retu                   § return",
                "%lo                    § %load",
                "%time coun             § %time count",
                "%load x                § %load load-file",
            })
    void the_first_item_goes_on_with_what_is_typed(String typed, String wanted) {
        assertThat(taken(typed)).isEqualTo(wanted);
    }

    @Test
    void earlier_statements_of_the_cell_are_known_before_they_have_run() {
        assertThat(taken("var ms = model(\"x\");\nms.foot")).endsWith("ms.footprint()");
        assertThat(taken("var ms = model(\"x\")\nms.foot")).endsWith("ms.footprint()");
        assertThat(taken("import java.util.zip.*;\nvar z = new CRC32();\nz.getV"))
                .endsWith("z.getValue()");
        assertThat(taken("int twice(int n) { return 2 * n; }\ntwi")).endsWith("twice(");
        assertThat(taken("record Q(int alpha) {}\nnew Q(1).alp")).endsWith("alpha");
        assertThat(taken("int f(int alpha) {\n  return alp")).endsWith("alpha");
        assertThat(taken("class A { int field; int g() { return this.fie")).endsWith("field");
        assertThat(taken("%load x\nvar s = \"a\";\ns.isBl")).endsWith("isBlank()");
        assertThat(taken("%%time\nvar s = \"a\";\ns.isBl")).endsWith("isBlank()");
    }

    @Test
    void a_name_with_overloads_is_one_item_that_says_how_many() {
        var items = at("e2b.o").items();
        assertThat(items.stream().filter(i -> i.text().equals("on(")))
                .singleElement()
                .isEqualTo(new Item("on(", "function", "(String device) Deployment, 4 more"));
    }

    @Test
    void types_are_those_of_the_receiver() {
        assertThat(at("List.of(\"a\").ge").items())
                .contains(new Item("getFirst()", "function", "() String"));
    }

    @Test
    void items_say_what_they_are() {
        assertThat(at("coun").items()).contains(new Item("count", "instance", "int"));
        assertThat(at("Pai").items()).contains(new Item("Pair", "class", "record"));
        assertThat(at("whil").items()).contains(new Item("while", "keyword", ""));
        assertThat(at("import java.util.functi").items())
                .extracting(Item::type)
                .containsExactly("module");
        assertThat(at("%lo").items()).extracting(Item::type).containsExactly("magic");
    }

    @Test
    void what_fits_the_expected_type_comes_first() {
        assertThat(texts("String s = e2b.")).first().isEqualTo("toString()");
        assertThat(texts("int i = \"a\".")).startsWith("charAt(", "codePointAt(");
        assertThat(texts("describe(1, ")).first().asString().isIn("describe(", "title");
    }

    @Test
    void what_every_object_has_comes_last() {
        var texts = texts("e2b.");
        assertThat(texts.subList(0, 3)).containsExactly("context(", "contexts(", "footprint()");
        assertThat(texts.getLast()).isEqualTo("wait(");
        assertThat(texts.indexOf("hashCode()")).isGreaterThan(texts.indexOf("without("));
    }

    @Test
    void nothing_is_offered_in_comments_numbers_and_texts() {
        assertThat(texts("// e2b.")).isEmpty();
        assertThat(texts("/* e2b.|")).isEmpty();
        assertThat(texts("1.")).isEmpty();
        assertThat(texts("'e")).isEmpty();
        assertThat(texts("System.out.println(\"e2b.")).isEmpty();
        assertThat(texts("noSuchPrefixAnywhereQ")).isEmpty();
    }

    @Test
    void an_empty_cell_gets_what_the_session_has_and_no_more() {
        assertThat(texts("")).contains("count", "e2b", "model(", "describe(").hasSizeLessThan(60);
    }

    @Test
    void offsets_are_those_of_utf_16() {
        var sample = "var s = \"😀\"; s.toUpp";
        var found = at(sample);
        assertThat(found.start()).isEqualTo(sample.indexOf("toUpp"));
        assertThat(found.end()).isEqualTo(sample.length());
    }

    @Test
    void strings_that_name_something_are_completed() {
        assertThat(texts("model(\"gemma4-")).contains("gemma4-e2b", "gemma4-e4b");
        assertThat(texts("e2b.on(\"pix")).contains("pixel-10-pro", "pixel-9-pro");
        assertThat(texts("e2b.on(\"pixel-10-pro\", \"gal")).contains("galaxy-s25");
        assertThat(texts("e2b.quant(\"Q4")).contains("Q4_K_M", "Q4_0").doesNotContain("Q8_0");
        assertThat(texts("e2b.kv(\"q8")).containsExactly("q8_0");
        assertThat(texts("e2b.runtime(\"llama")).contains("llama.cpp");
        assertThat(texts("compare(\"qwen3-4b\", \"lla")).isNotEmpty();
        assertThat(texts("var w = model(\"qwen3-4b\");\nw.on(\"pix")).contains("pixel-10-pro");
        assertThat(texts("title.concat(\"pix")).isEmpty();
        assertThat(texts("e2b.set(\"rep")).containsExactly("repack");
        assertThat(texts("e2b.set(\"repack\", \"rep")).isEmpty();
    }

    @Test
    void the_range_of_a_string_is_what_stands_in_it() {
        var found = at("e2b.on(\"pix\").feasibility()".replace("pix\"", "pix|\""));
        assertThat(found.start()).isEqualTo(8);
        assertThat(found.end()).isEqualTo(11);
    }

    @Test
    void a_magic_in_the_making_lists_magics() {
        assertThat(texts("%")).containsExactlyInAnyOrder("%time", "%%time", "%load");
        assertThat(texts("int a = 1;\n%t")).containsExactly("%time", "%%time");
        assertThat(texts("%%t")).containsExactly("%%time");
        assertThat(texts("int a = 7\n  % cou")).containsExactly("count");
    }
}
