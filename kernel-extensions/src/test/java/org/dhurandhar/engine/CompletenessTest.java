package org.dhurandhar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CompletenessTest {
    private static TestSession cells;

    @BeforeAll
    static void start() {
        cells = new TestSession();
    }

    @AfterAll
    static void close() {
        cells.close();
    }

    private static String complete(String code) {
        return cells.session().isComplete(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "int x = 1;",
                "x + 1",
                "class A { }",
                "// c",
                "void f() { }",
                "import java.util.*;",
                "int a = 1;\nint b = 2;",
                "for (int i = 0; i < 3; i++) { }",
                "record P(int x, int y) { }",
                "enum C { RED, GREEN }",
                "String s = \"\"\"\n  text\n  \"\"\";",
                "if (true) { } else { }",
                "model(\"x\")\n    .context(1)",
                "Runnable r = () -> { };",
                "import module java.base;",
                "@Deprecated\nvoid f() { }",
                "undeclared.method(1)",
                "throw new Exception();",
                "int[] a = {1, 2};",
                "return 1;",
                "var x = switch (1) { case 1 -> 2; default -> 3; };",
            })
    void what_can_be_run(String code) {
        assertThat(complete(code)).isEqualTo("complete");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int x = ;",
                "class 1A { }",
                ")",
                "}",
                "1 2",
                "int f() { return 1 }",
                "]",
                "foo(1, 2))",
                "void f() { x y z }",
                "String s = \"abc;",
                "class A { int x = ; }",
                "package a;",
                "/vars",
                "int a = 1;\nint b = );",
            })
    void what_is_no_java(String code) {
        assertThat(complete(code)).isEqualTo("invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class A {",
                "void f() {",
                "if (true) {",
                "for (int i = 0; i < 3; i++) {",
                "foo(1,",
                "1 +",
                "int[] a = {1, 2,",
                "int a = 1;\nclass Z {\n  void m() {",
            })
    void what_goes_on_is_indented(String code) {
        assertThat(complete(code)).isBlank().endsWith("    ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/* comment",
                "String s = \"\"\"\n  text",
                "class B {\n  int get() {\n    return 1;\n  }",
                "for (int i = 0; i < 3; i++)",
                "int a = 1;\nint b = ",
                "@Deprecated",
                "x.",
                "if (x) { } else",
                "try { }",
                "a ? b",
            })
    void what_goes_on(String code) {
        assertThat(complete(code)).isBlank();
    }

    @Test
    void the_indent_of_the_last_line_is_kept() {
        assertThat(complete("class A {\n    void f() {")).isEqualTo("        ");
        assertThat(complete("class A {\n    int x;")).isEqualTo("    ");
    }
}
