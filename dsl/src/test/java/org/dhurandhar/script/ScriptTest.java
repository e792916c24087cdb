package org.dhurandhar.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dhurandhar.DhurandharException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScriptTest {
    @TempDir Path folder;

    private ScriptRun run(String text, String... args) throws IOException {
        return ScriptRun.of(folder, text, args);
    }

    private void prints(String expected, String text, String... args) throws IOException {
        assertThat(run(text, args)).isEqualTo(new ScriptRun(0, expected, ""));
    }

    private void fails(String expected, String text) throws IOException {
        var run = run(text);
        assertThat(run.err()).isEqualTo(expected);
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void a_script_prints_only_what_it_prints() throws IOException {
        prints(
                "7\n",
                """
                #!/usr/bin/env -S dhurandhar run
                int x = 3
                x + 1
                model("qwen3-0.6b")
                x = 7
                System.out.println(x)
                """);
    }

    @Test
    void arguments_are_the_script_s_own_whatever_they_look_like() throws IOException {
        prints(
                "[--help, two words, \"\\u0022\", \u00e9\u6f22\uD83D\uDE00, tab\there, ]\n",
                "System.out.println(Arrays.toString(args))",
                "--help",
                "two words",
                "\"\\u0022\"",
                "\u00e9\u6f22\uD83D\uDE00",
                "tab\there",
                "");
    }

    @Test
    void lines_that_can_begin_no_snippet_belong_to_the_one_before() throws IOException {
        prints(
                "aby3yes\n",
                """
                String s = "a"
                    + "b"
                var t = s
                    // a comment between
                    .concat("y")
                boolean b = t.isEmpty()
                    || t.length() == 3
                @SuppressWarnings({"unused", "rawtypes"})
                @Deprecated
                int three()
                {
                    return 3;
                }
                if (b) System.out.print(t + three());
                else System.out.print("no");
                System.out.println(b
                    ? "yes"
                    : "no")
                """);
    }

    @Test
    void byte_order_mark_carriage_returns_comments_and_text_blocks_are_read() throws IOException {
        prints(
                "a\nb{ // \"1\n",
                """
                \uFEFF/* first
                   line */ String s = ""\"
                  a
                  b{ // "\\
                  ""\"; int one = 1; ;
                // last
                System.out.print(s); System.out.println(one); // end\
                """
                        .replace("\n", "\r\n"));
    }

    @Test
    void what_is_declared_later_can_be_called_once_it_is() throws IOException {
        prints(
                "true\n",
                """
                boolean even(int n) { return n == 0 || odd(n - 1); }
                boolean odd(int n) { return n != 0 && even(n - 1); }
                System.out.println(even(10));
                """);
        fails(
                """
                s.jsh:2: error: f needs method g(int), which nothing declares
                  return g(1);
                         ^
                """,
                "int f() {\n  return g(1);\n}\nf();\nSystem.out.println();");
    }

    @Test
    void what_is_never_declared_fails_at_the_end() throws IOException {
        var run = run("class C extends D {}\nSystem.out.println(1);");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("1\n");
        assertThat(run.err())
                .startsWith("s.jsh:1: error: C needs class D, which nothing declares\n");
    }

    @Test
    void names_can_be_declared_anew() throws IOException {
        prints(
                "1 x 2\n",
                """
                int f() { return 1; }
                int v = f()
                System.out.print(v + " ")
                String v = "x";
                int f() { return 2; }
                System.out.println(v + " " + f());
                """);
    }

    @Test
    void an_error_of_the_compiler_names_its_line_and_stops_there() throws IOException {
        var run =
                run(
                        "System.out.println(1);\n\nint a = 1; int b = a + missing;\nSystem.out.println(2);");
        assertThat(run.out()).isEqualTo("1\n");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(
                        """
                        s.jsh:3: error: cannot find symbol
                        int a = 1; int b = a + missing;
                                               ^
                          symbol:   variable missing
                        """);
    }

    @Test
    void an_error_on_the_first_line_is_on_line_1() throws IOException {
        fails("s.jsh:1: error: illegal start of expression\nint x = ;\n        ^\n", "int x = ;");
    }

    @Test
    void what_cannot_be_parsed_is_found_before_anything_runs() throws IOException {
        var run = run("System.out.println(1);\nint f(int x) {\n\treturn x +;\n}\n");
        assertThat(run)
                .isEqualTo(
                        new ScriptRun(
                                1,
                                "",
                                """
                                s.jsh:3: error: illegal start of expression
                                \treturn x +;
                                \t          ^
                                """));
    }

    @Test
    void an_exception_names_the_line_that_threw_and_the_calls_that_led_there() throws IOException {
        fails(
                """
                s.jsh:4: java.lang.IllegalStateException: boom
                    at Pair.sum (s.jsh:4)
                    at total (s.jsh:8)
                    at s.jsh:10
                caused by: java.io.IOException: inner
                    at Pair.sum (s.jsh:4)
                    at total (s.jsh:8)
                    at s.jsh:10
                """,
                """
                record Pair(int a, int b) {
                    // comment
                    int sum() {
                        throw new IllegalStateException("boom", new IOException("inner"));
                    }
                }
                int total() {
                    return new Pair(1, 2).sum();
                }
                total()
                """);
    }

    @Test
    void an_exception_on_the_last_line_after_several_on_one_line() throws IOException {
        fails(
                """
                s.jsh:2: java.lang.NullPointerException: Cannot invoke "String.length()" because "s" is null
                    at s.jsh:2
                """,
                "String s = null; int x = 1;\nx++; s.length()");
    }

    @Test
    void methods_that_need_each_other_keep_their_lines() throws IOException {
        fails(
                """
                s.jsh:2: java.lang.ArithmeticException: / by zero
                    at even (s.jsh:2)
                    at odd (s.jsh:6)
                    at even (s.jsh:2)
                    at s.jsh:8
                """,
                """
                int even(int n) {
                    return n == 0 ? 1 / n : odd(n - 1);
                }
                int odd(int n) {
                    // what is odd
                    return even(n - 1);
                }
                even(2)
                """);
    }

    @Test
    void a_trace_that_the_script_prints_names_its_lines() throws IOException {
        var run =
                run(
                        """
                        try {
                            Integer.parseInt("x");
                        } catch (NumberFormatException e) {
                            e.printStackTrace(System.out);
                        }
                        """);
        assertThat(run.out()).contains("s.jsh:2)");
    }

    @Test
    void one_of_our_errors_keeps_its_three_lines_and_says_where() throws IOException {
        fails(
                """
                InvalidSetting: context of 0 tokens
                  expected: 1 to 40960, the limit of qwen3-0.6b
                  try:    context(32768)   or   --context-tokens 32768
                  at:     s.jsh:2, from s.jsh:4
                """,
                """
                void go() {
                    model("qwen3-0.6b").context(0);
                }
                go();
                """);
    }

    @Test
    void endless_recursion_takes_two_lines() throws IOException {
        assertThat(run("int f(int n) { return f(n + 1) + 1; }\nf(1)").err())
                .startsWith("s.jsh:1: java.lang.StackOverflowError\n    at f (s.jsh:1), ")
                .endsWith(" times\n")
                .hasLineCount(2);
    }

    @Test
    void an_exception_in_another_thread_is_printed_and_changes_no_code() throws IOException {
        var run =
                run(
                        """
                        var t = new Thread(() -> {
                            throw new IllegalStateException("elsewhere");
                        });
                        t.start(); t.join();
                        System.out.println("after");
                        """);
        assertThat(run)
                .isEqualTo(
                        new ScriptRun(
                                0,
                                "after\n",
                                """
                                s.jsh:2: java.lang.IllegalStateException: elsewhere
                                    at s.jsh:2
                                """));
    }

    @Test
    void another_file_can_be_opened_and_keeps_its_own_lines() throws IOException {
        Files.createDirectory(folder.resolve("lib"));
        Files.writeString(folder.resolve("lib/a.jsh"), "/open b.jsh\nint a = 10 / b(0);");
        Files.writeString(folder.resolve("lib/b.jsh"), "\n\nint b(int n) {\n  return 1 / n;\n}");
        fails(
                """
                lib/b.jsh:4: java.lang.ArithmeticException: / by zero
                    at b (lib/b.jsh:4)
                    at lib/a.jsh:2
                """,
                "/open lib/a.jsh\nSystem.out.println(a);");
        fails(
                """
                UnreadableFile: none.jsh does not exist
                  expected: a readable file of jshell snippets
                  try:    ./dhurandhar run script.jsh   or   ./dhurandhar run --help
                  at:     s.jsh:2
                """,
                "int x;\n/open none.jsh");
        assertThat(run("/open s.jsh").err()).contains("opened within itself");
    }

    @Test
    void exit_ends_the_script_with_its_code() throws IOException {
        assertThat(run("int n = 4\n/exit n + 1\nSystem.out.println();"))
                .isEqualTo(new ScriptRun(5, "", ""));
        assertThat(run("/exit")).isEqualTo(new ScriptRun(0, "", ""));
        fails(
                """
                BadCommand: /exit "a" is no int
                  expected: /exit, or /exit with an int expression
                  try:    /exit 1
                  at:     s.jsh:1
                """,
                "/exit \"a\"");
    }

    @Test
    void threads_fail_as_before_when_a_script_has_ended() throws IOException {
        var before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.UncaughtExceptionHandler own = (thread, thrown) -> {};
        try {
            Thread.setDefaultUncaughtExceptionHandler(own);
            ScriptRun.of(folder, "int x = 1;");
            assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(own);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void other_commands_of_jshell_are_refused() throws IOException {
        fails(
                """
                BadCommand: a script cannot say "/vars"
                  expected: /open FILE   or   /exit [CODE]
                  try:    leave the line out, or use ./dhurandhar shell
                  at:     s.jsh:3
                """,
                "\nint x;\n  /vars\n");
    }

    @Test
    void a_file_that_is_not_text_is_refused() throws IOException {
        var file = Files.write(folder.resolve("binary.jsh"), new byte[] {(byte) 0xC3, 0x28});
        assertThatThrownBy(() -> Script.read(file.toString(), InputStream.nullInputStream()))
                .isInstanceOf(DhurandharException.class)
                .hasMessageStartingWith("UnreadableFile: " + file + " is not text in UTF-8\n");
    }
}
