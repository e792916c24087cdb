package org.dhurandhar.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class FailureTest {
    private static TestSession cells;

    @BeforeAll
    static void start() {
        cells = new TestSession();
    }

    @AfterAll
    static void close() {
        cells.close();
    }

    @Test
    void an_exception_shows_the_line_of_the_cell() {
        var cell = cells.nextCell();
        var failed =
                cells.fails(
                        "int a = 1;\nint b = 0;\nint c = a / b;\nSystem.out.println(\"never\");");
        assertThat(failed.name()).isEqualTo("ArithmeticException");
        assertThat(failed.message()).isEqualTo("/ by zero");
        assertThat(failed.line()).isEqualTo(3);
        assertThat(TestSession.lines(failed))
                .containsExactly(
                        "ArithmeticException: / by zero",
                        cell + ", line 3",
                        "    1 int a = 1;",
                        "    2 int b = 0;",
                        "--> 3 int c = a / b;",
                        "    4 System.out.println(\"never\");");
    }

    @Test
    void an_expression_over_lines_names_the_one_that_failed() {
        var name = cells.nextCell();
        var failed =
                cells.fails(
                        """
                        // a comment
                        List.of(1, 2)
                            .stream()
                            .map(i -> i
                                .compareTo(null))
                            .toList()
                        """);
        assertThat(failed.line()).isEqualTo(5);
        assertThat(TestSession.lines(failed)).contains(name + ", line 5");
    }

    @Test
    void a_call_that_returns_nothing_names_its_line() {
        var failed =
                cells.fails(
                        "int unused = 0;\n\nList.of(1).forEach(\n    i -> { Object o = i / 0; })");
        assertThat(failed.line()).isEqualTo(4);
    }

    @Test
    void a_wrong_expression_has_the_compilers_place_in_it() {
        var failed = cells.fails("int right = 1;\nright +\n    wrongT");
        assertThat(failed.line()).isEqualTo(3);
        assertThat(TestSession.plain(failed)).contains("wrongT").doesNotContain("value$of");
        assertThat(TestSession.plain(cells.fails("x -> x"))).doesNotContain("yield", "value$of");
    }

    @Test
    void assertions_of_cells_are_on() {
        var failed = cells.fails("assert 1 > 2 : \"no\";");
        assertThat(failed.name()).isEqualTo("AssertionError");
        assertThat(failed.message()).isEqualTo("no");
    }

    @Test
    void frames_of_an_earlier_cell_are_named_by_its_count() {
        var declaring = cells.nextCell();
        cells.shows(
                "int deep(int n) {\n    if (n == 0) throw new IllegalStateException(\"deep\");\n    return deep(n - 1);\n}");
        var calling = cells.nextCell();
        var failed = cells.fails("// calls it\ndeep(2)");
        assertThat(failed.line()).isEqualTo(2);
        assertThat(TestSession.lines(failed))
                .contains(
                        declaring + ", line 2",
                        "  at deep (" + declaring + ":2)",
                        "  at deep (" + declaring + ":3), 2 times",
                        "  at " + calling + ":2");
    }

    @Test
    void of_a_library_only_the_called_and_the_throwing_frame_are_shown() {
        var failed = cells.fails("List.of(3, 1).stream().map(i -> i / 0).sorted().toList()");
        var frames = TestSession.lines(failed).stream().filter(l -> l.startsWith("  at ")).toList();
        assertThat(frames).hasSize(3);
        assertThat(frames.get(1)).contains("java.util.stream.");
    }

    @Test
    void causes_are_shown() {
        var failed =
                cells.fails(
                        "throw new RuntimeException(\"outer\", new java.io.IOException(\"inner\"));");
        assertThat(TestSession.lines(failed))
                .contains("RuntimeException: outer", "caused by IOException: inner");
    }

    @Test
    void our_errors_keep_their_three_lines_and_have_no_stack() {
        var failed = cells.fails("model(\"gemma-4-e3b\")");
        assertThat(failed.name()).isEqualTo("UnknownName");
        assertThat(failed.message()).isEqualTo("no model named \"gemma-4-e3b\"");
        assertThat(failed.traceback()).hasSize(3);
        assertThat(TestSession.plain(failed))
                .startsWith("UnknownName: no model named")
                .contains("  try:")
                .doesNotContain("  at ");
    }

    @Test
    void a_compile_error_shows_line_and_caret() {
        var cell = cells.nextCell();
        var failed = cells.fails("int ok = 1;\nString bad = 5;");
        assertThat(failed.name()).isEqualTo("CompileError");
        assertThat(failed.line()).isEqualTo(2);
        assertThat(TestSession.lines(failed))
                .containsExactly(
                        "CompileError: incompatible types: int cannot be converted to"
                                + " java.lang.String",
                        cell + ", line 2",
                        "    1 int ok = 1;",
                        "--> 2 String bad = 5;",
                        "                   ^");
    }

    @Test
    void what_is_no_java_keeps_all_of_the_cell_from_running() {
        var recorded = new Recorded();
        cells.run("System.out.println(\"ran\");\nint x = ;", recorded);
        assertThat(recorded.out()).isEmpty();
    }

    @Test
    void a_call_of_what_is_not_whole_says_what_is_missing() {
        cells.shows("int needsT() { return missingT() + 1; }");
        var failed = cells.fails("needsT()");
        assertThat(failed.name()).isEqualTo("UnresolvedReference");
        assertThat(failed.message())
                .isEqualTo("needsT needs method missingT(), which nothing declares");
    }

    @Test
    void endless_recursion_has_a_short_trace() {
        var failed = cells.fails("int recT(int n) { return recT(n + 1) + 1; }\nrecT(0)");
        assertThat(failed.name()).isEqualTo("StackOverflowError");
        assertThat(failed.traceback()).hasSizeLessThan(30);
        assertThat(TestSession.plain(failed)).contains("  at recT");
        assertThat(cells.shows("1 + 1")).isEqualTo("2");
    }

    @Test
    void a_trace_that_a_cell_prints_names_its_lines() {
        var cell = cells.nextCell();
        var printed =
                cells.recorded(
                        "try {\n    throw new Exception(\"seen\");\n} catch (Exception e) {\n    e.printStackTrace();\n}");
        assertThat(printed.err()).contains("Exception: seen", "(" + cell + ":2)");
    }

    @Test
    void commands_of_jshell_are_refused() {
        assertThat(cells.fails("/vars").message()).isEqualTo("a cell cannot say \"/vars\"");
    }

    @Test
    void a_failing_expression_of_a_client_throws() {
        assertThatThrownBy(() -> cells.session().eval("1 / 0"))
                .isInstanceOfSatisfying(
                        CellException.class,
                        e -> assertThat(e.failed().name()).isEqualTo("ArithmeticException"));
    }

    @Test
    void a_thread_that_fails_tells_its_cell() {
        var recorded = new Recorded();
        cells.run(
                "var failing = new Thread(() -> { throw new RuntimeException(\"boom\"); }, \"mine\");\nfailing.start();\nfailing.join();",
                recorded);
        assertThat(recorded.err()).contains("thread mine ended with", "boom");
    }
}
