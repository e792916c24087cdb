package org.dhurandhar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.dhurandhar.engine.Outcome.Done;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EvaluationTest {
    private static TestSession cells;

    @BeforeAll
    static void start() {
        cells = new TestSession();
    }

    @AfterAll
    static void close() {
        cells.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 + 2 + 3 | 6",
                "int q = 20; q + 1 | 21",
                "int assigned = 1; assigned = 4 | 4",
                "List.of(1, 2, 3) | [1, 2, 3]",
                "new int[][] {{1}, {2, 3}} | [[1], [2, 3]]",
                "\"abc\".length() // a comment | 3",
                "record PairT(int a, String b) { } new PairT(1, \"x\") | PairT[a=1, b=x]",
                "enum ColT { RED, GREEN } ColT.valueOf(\"GREEN\").ordinal() | 1",
                "<T extends Comparable<T>> T most(List<T> l) { return Collections.max(l); } most(List.of(3, 9, 4)) | 9",
                "model(\"gemma-4-e2b\").context(8192) instanceof Workload | true",
            })
    void an_expression_at_the_end_is_shown(String code, String shown) {
        assertThat(cells.shows(code)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "// nothing",
                "null",
                "int nothing = 3;",
                "1 + 1;",
                "1 + 1; // two",
                "var list = new ArrayList<String>(); list.add(\"x\");",
                "System.out.print(\"\")",
                "System.out.printf(\"\")",
                "System.err.append(\"\")",
                "void method() { }",
                "class Type { }",
                "if (true) { }",
                "import java.util.*;",
                "display(1)",
                "String shownId = display(1); shownId",
            })
    void statements_declarations_null_and_display_ids_show_nothing(String code) {
        assertThat(cells.shows(code)).isNull();
    }

    @Test
    void callers_see_what_was_redefined() {
        cells.shows("int fT() { return 1; }");
        cells.shows("int gT() { return fT() * 10; }");
        assertThat(cells.shows("gT()")).isEqualTo("10");
        cells.shows("int fT() { return 2; }");
        assertThat(cells.shows("gT()")).isEqualTo("20");
        cells.shows("var zT = 1;\nvar zT = \"str\";");
        assertThat(cells.shows("zT")).isEqualTo("str");
        cells.shows("class RT { int v() { return 1; } }");
        assertThat(cells.shows("class RT { int v() { return 5; } }\nnew RT().v()")).isEqualTo("5");
    }

    @Test
    void a_method_may_name_a_later_one_and_the_cell_says_so() {
        assertThat(cells.recorded("int useLaterT() { return laterT() + 1; }").err())
                .isEqualTo("useLaterT cannot be used until method laterT() is declared\n");
        assertThat(cells.recorded("int laterT() { return 41; }").err()).isEmpty();
        assertThat(cells.shows("useLaterT()")).isEqualTo("42");
        assertThat(cells.recorded("int aT() { return bT(); }\nint bT() { return 1; }").err())
                .isEmpty();
    }

    @Test
    void a_sealed_interface_may_name_what_follows_it() {
        cells.shows(
                """
                sealed interface ShT permits CiT, SqT { }
                record CiT(double r) implements ShT { }
                record SqT(double s) implements ShT { }
                """);
        assertThat(
                        cells.shows(
                                """
                                ShT shT = new SqT(3);
                                String dT = switch (shT) {
                                    case CiT(double r) -> "circle";
                                    case SqT(double s) -> "square " + s;
                                };
                                dT
                                """))
                .isEqualTo("square 3.0");
    }

    @Test
    void temporary_variables_do_not_pile_up() {
        cells.shows("1 + 1");
        cells.shows("List.of(1).forEach(i -> { })");
        assertThat(
                        cells.session()
                                .shell()
                                .variables()
                                .filter(v -> v.name().matches(".*\\$[1-9].*")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true ? 1 : 2.0 | 1.0",
                "(switch (3) { case 3 -> 1; default -> 2.0; }) | 1.0",
                "true ? 'a' : 0 | a",
                "(byte) 300 | 44",
                "new Object() { int hidden() { return 7; } }.hidden() | 7",
                "((Function<Integer, Integer>) i -> i + 1).apply(1) | 2",
                "new int[0].length /* none */ | 0",
                "int value$of$the$cell$0 = 9; value$of$the$cell$0 | 9",
                "eval(\"eval(\\\"6 * 7\\\")\") | 42",
            })
    void an_expression_has_the_type_it_has_by_itself(String code, String shown) {
        assertThat(cells.shows(code)).isEqualTo(shown);
    }

    @Test
    void code_is_run_once_whatever_it_is() {
        cells.shows("int ranT = 0; int onceT() { return ++ranT; } void silentT() { ranT++; }");
        cells.shows("onceT()");
        cells.shows("silentT()");
        cells.shows("onceT();\nsilentT();\nswitch (onceT()) { default -> silentT(); }");
        assertThat(cells.shows("ranT")).isEqualTo("6");
    }

    @Test
    void a_shown_value_is_not_kept() {
        cells.shows(
                """
                import java.lang.ref.WeakReference;
                WeakReference<byte[]> weakT;
                byte[] madeT() { var made = new byte[1 << 20]; weakT = new WeakReference<>(made); return made; }
                """);
        cells.shows("madeT().clone().getClass(); madeT()");
        cells.shows("System.gc();");
        assertThat(cells.shows("weakT.get() == null")).isEqualTo("true");
    }

    @Test
    void a_huge_value_is_cut_and_says_so() {
        assertThat(cells.shows("\"x\".repeat(5_000_000)"))
                .hasSizeLessThan(101_000)
                .endsWith("4,900,000 of 5,000,000 characters are left out");
    }

    @Test
    void a_value_that_cannot_be_rendered_is_shown_as_text() {
        cells.shows(
                """
                class OddT {
                    public String toString() { throw new IllegalStateException("odd"); }
                }
                """);
        assertThat(cells.shows("new OddT()")).contains("toString failed with", "odd");
    }

    @Test
    void an_expression_of_a_client_is_evaluated_without_outputs() {
        cells.shows("int keptT = 4242;");
        var data = cells.session().eval("keptT + 1");
        assertThat(data).isNotNull();
        assertThat(Recorded.text(data)).isEqualTo("4243");
    }

    @Test
    void a_cell_can_evaluate_text() {
        assertThat(cells.shows("eval(\"6 * 7\")")).isEqualTo("42");
    }

    @Test
    void cells_without_a_count_are_counted_on() {
        assertThat(cells.session().run("1", new Recorded())).isInstanceOf(Done.class);
    }
}
