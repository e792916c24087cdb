package org.dhurandhar.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dhurandhar.engine.Step;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static List<Step> steps(String cell) {
        return new StandardMagics().steps(cell);
    }

    @Test
    void a_cell_without_a_percent_sign_is_one_step() {
        assertThat(steps("int a;\nint b;")).containsExactly(new Step.Java("int a;\nint b;", 1));
    }

    @Test
    void lines_are_counted_through_magics() {
        assertThat(steps("int a = 1;\n%env HOME\n\n  %pwd\nint b;\nint c;"))
                .containsExactly(
                        new Step.Java("int a = 1;\n", 1),
                        new Step.Magic("env", "HOME", null, 2),
                        new Step.Magic("pwd", "", null, 4),
                        new Step.Java("int b;\nint c;", 5));
    }

    @Test
    void two_signs_take_the_whole_cell() {
        assertThat(steps("\n%%time -n 3\n\nint a;\n%env"))
                .containsExactly(new Step.Magic("time", "-n 3", "\nint a;\n%env", 2));
        assertThat(steps("%%time")).containsExactly(new Step.Magic("time", "", "", 1));
    }

    @Test
    void texts_and_remainders_are_left_alone() {
        for (var cell :
                List.of(
                        "var t = \"\"\"\n%env HOME\n\"\"\";",
                        "int v = 17\n  % 5;",
                        "// %env\nint a = 7 % 2;",
                        "String.format(\"%d\", 3)",
                        "var s = \"a = %env\";")) {
            assertThat(steps(cell)).containsExactly(new Step.Java(cell, 1));
        }
    }

    @Test
    void a_variable_can_be_given_what_a_magic_gives() {
        assertThat(steps("var a = 1;\nList<String> js = %jars \"my dir/*.jar\"\njs.size()"))
                .containsExactly(
                        new Step.Java(
                                "var a = 1;\nList<String> js ="
                                        + " org.dhurandhar.magic.Standard.lineMagic(\"jars\","
                                        + " \"\\\"my dir/*.jar\\\"\");\njs.size()",
                                1));
    }
}
