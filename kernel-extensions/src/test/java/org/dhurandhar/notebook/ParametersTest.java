package org.dhurandhar.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParametersTest {
    private static final String DEFAULTS =
            """
            import java.util.List;
            // what can be set
            final int context = 8192;
            String model = "gemma4-e2b", device = "pixel-10-pro";
            var target = 0.5;
            boolean all = false;
            List<String> models = List.of("a", "b");
            double[] weights = {1, 2};
            Object later = new Object() { int inner = 3; };
            if (all) { int hidden = 1; }
            """;

    private static Notebook notebook(Cell... cells) {
        var array = new JsonArray();
        List.of(cells).forEach(cell -> array.add(cell.json()));
        var json = new JsonObject();
        json.add("cells", array);
        json.add("metadata", new JsonObject());
        return new Notebook(json);
    }

    private static Notebook withDefaults() {
        return notebook(Cell.code("a", "1", "other"), Cell.code("b", DEFAULTS, "parameters"));
    }

    private static String injected(String... assignments) {
        var notebook = withDefaults();
        Parameters.inject(values(assignments), notebook);
        assertThat(notebook.cells()).hasSize(3);
        assertThat(notebook.cells().get(2).hasTag("injected-parameters")).isTrue();
        return notebook.cells().get(2).source();
    }

    private static Map<String, String> values(String... assignments) {
        var values = new LinkedHashMap<String, String>();
        for (var assignment : assignments) {
            var parts = assignment.split("=", 2);
            values.put(parts[0], parts[1]);
        }
        return values;
    }

    @Test
    void values_are_declared_with_the_types_of_their_defaults() {
        assertThat(
                        injected(
                                "context=32768",
                                "device=galaxy \"s25\" \\ 7",
                                "target=2",
                                "all=true",
                                "models=x, y z",
                                "weights=0.5,3"))
                .isEqualTo(
                        """
                        // Parameters
                        int context = 32768;
                        String device = "galaxy \\"s25\\" \\\\ 7";
                        double target = 2.0;
                        boolean all = true;
                        List<String> models = List.of("x", "y z");
                        double[] weights = new double[] {0.5, 3.0};\
                        """);
    }

    @Test
    void an_earlier_injected_cell_is_replaced_where_it_stands() {
        var notebook = withDefaults();
        Parameters.inject(values("context=1"), notebook);
        notebook.insert(2, Cell.code("c", "2", "other"));
        Parameters.inject(values("context=2"), notebook);
        assertThat(notebook.cells()).hasSize(4);
        assertThat(notebook.cells().get(3).source()).isEqualTo("// Parameters\nint context = 2;");
    }

    @Test
    void without_defaults_the_cell_comes_first_and_values_say_their_type() {
        var notebook = notebook(Cell.code("a", "1", "other"));
        Parameters.inject(values("n=3", "big=9999999999", "f=.5", "ok=true", "s=3x"), notebook);
        assertThat(notebook.cells().getFirst().source())
                .isEqualTo(
                        """
                        // Parameters
                        int n = 3;
                        long big = 9999999999L;
                        double f = 0.5;
                        boolean ok = true;
                        String s = "3x";\
                        """);
    }

    @Test
    void no_values_change_nothing() {
        var notebook = withDefaults();
        Parameters.inject(Map.of(), notebook);
        assertThat(notebook.cells()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "int | -7 | -7",
                "long | 1_000 | 1000L",
                "Long | 5 | 5L",
                "short | 3 | (short) 3",
                "float | 0.5 | 0.5f",
                "double | 1e3 | 1000.0",
                "char | ' | '\\''",
                "char | \" | '\\\"'",
                "Path | a/b | Path.of(\"a/b\")",
                "java.nio.file.Path | a | java.nio.file.Path.of(\"a\")",
                "Set<Integer> | 2 | Set.of(2)",
                "java.util.List<String> | [\"a,b\"] | java.util.List.of(\"a,b\")",
                "List<String> | `` | List.of()",
                "int[] | 1,2 | new int[] {1, 2}"
            })
    void types_have_their_own_way_of_writing(String type, String typed, String java) {
        assertThat(JavaValue.of(typed, type, "x")).isEqualTo(java);
    }

    @Test
    void control_characters_are_escaped() {
        assertThat(JavaValue.of("a\n\t\0\u007f", "String", "x")).isEqualTo("\"a\\n\\t\\000\\177\"");
    }

    private static void refused(String assignment, String message) {
        assertThatThrownBy(() -> injected(assignment)).hasMessage(message.strip());
    }

    @Test
    void a_name_that_is_not_declared_is_refused() {
        refused(
                "contxt=1",
                """
                UnknownName: no parameter named "contxt"
                  known:  context, model, device, target, all, models, weights, later
                  try:    --param context=VALUE
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "context=32k | context has the type int, not \"32k\" | a whole number",
                "context=3000000000 | context has the type int, not \"3000000000\" | a whole number from -2,147,483,648 to 2,147,483,647",
                "target=fast | target has the type double, not \"fast\" | a number",
                "target=NaN | target has the type double, not \"NaN\" | a finite number",
                "all=yes | all has the type boolean, not \"yes\" | true or false",
            })
    void a_value_of_another_type_is_refused(String assignment, String what, String expected) {
        assertThatThrownBy(() -> injected(assignment))
                .message()
                .startsWith(
                        "InvalidParameter: " + what + "\n  expected: " + expected + "\n  try:  ");
    }

    @Test
    void a_type_that_cannot_be_typed_is_named() {
        assertThatThrownBy(() -> JavaValue.of("x", "Workload", "w"))
                .hasMessage(
                        """
                        InvalidParameter: w is a Workload, which cannot be typed
                          known:  numbers, boolean, char, String, Path; arrays, List and Set of them
                          try:    declare a String in the cell, and make a Workload of it\
                        """);
    }

    @Test
    void a_word_that_is_no_name_is_refused() {
        var notebook = notebook(Cell.code("a", "1", "other"));
        assertThatThrownBy(() -> Parameters.inject(values("my-model=x"), notebook))
                .hasMessage(
                        """
                        InvalidParameter: "my-model" cannot be the name of a variable
                          expected: a Java name
                          try:    --param my_model=x\
                        """);
    }
}
