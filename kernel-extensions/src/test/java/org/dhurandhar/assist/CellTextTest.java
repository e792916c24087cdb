package org.dhurandhar.assist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CellTextTest {
    private static final Set<String> KNOWN = Set.of("time", "env");

    private static List<String> magics(String cell) {
        return CellText.parts(cell, KNOWN::contains).stream()
                .filter(CellText.Part::magic)
                .map(p -> cell.substring(p.start(), p.end()))
                .toList();
    }

    @Test
    void a_line_that_begins_with_a_percent_sign_is_a_magic() {
        assertThat(magics("int a = 1;\n%env HOME\n  %time a\nint b;"))
                .containsExactly("%env HOME", "  %time a");
    }

    @Test
    void none_is_seen_in_literals_and_comments() {
        assertThat(magics("var t = \"\"\"\n%env HOME\n\"\"\";\n/*\n%env\n*/\n// x\n/* %env"))
                .isEmpty();
    }

    @Test
    void none_is_seen_within_brackets() {
        assertThat(magics("int x = (7\n%time);\nvoid f() {\n%env\n}")).isEmpty();
    }

    @Test
    void a_remainder_may_begin_a_line() {
        assertThat(magics("int v = 17\n  %v;")).isEmpty();
        assertThat(magics("int v = 17\n  % 5;")).isEmpty();
    }

    @Test
    void a_known_name_is_a_magic_even_where_a_semicolon_is_missing() {
        assertThat(magics("int v = 17\n%time v")).containsExactly("%time v");
    }

    @Test
    void an_unknown_name_is_a_magic_where_a_statement_begins() {
        assertThat(magics("int v = 17;\n%tiem v")).containsExactly("%tiem v");
        assertThat(magics("%tiem v")).containsExactly("%tiem v");
    }

    @Test
    void parts_cover_all_of_a_cell_but_ends_of_magic_lines() {
        var cell = "a();\n%env\nb();";
        assertThat(CellText.parts(cell, KNOWN::contains))
                .containsExactly(
                        new CellText.Part(0, 5, false),
                        new CellText.Part(5, 9, true),
                        new CellText.Part(10, 14, false));
    }

    @Test
    void open_brackets_are_those_outside_of_literals() {
        var cell = CellText.upTo("f(\"(\", '(', g[1], {", 18);
        assertThat(cell.open()).containsExactly(1);
        assertThat(cell.kind()).isEqualTo(CellText.Kind.CODE);
        assertThat(CellText.upTo("f(\"ab", 5).kind()).isEqualTo(CellText.Kind.STRING);
        assertThat(CellText.upTo("f(\"ab", 5).literal()).isEqualTo(2);
        assertThat(CellText.upTo("f(\"a\\\"b", 7).kind()).isEqualTo(CellText.Kind.STRING);
        assertThat(CellText.upTo("// f(", 5).kind()).isEqualTo(CellText.Kind.LINE_COMMENT);
        assertThat(CellText.upTo("/* f( */ ", 9).open()).isEmpty();
    }
}
