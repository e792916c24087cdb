package org.dhurandhar.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.ColumnType;

/// One projection, many presentations.
final class FormsTest {
    private final Report report = Sample.plain();

    @Test
    void text_shows_figures_in_mebibytes_and_unknown_as_a_dash() {
        var narrow =
                new Grid(
                        "",
                        report.grids().getFirst().columns(),
                        List.of(report.grids().getFirst().rows().getLast()));
        assertThat(narrow.text(0))
                .isEqualTo(
                        """
                        Device        Budget MiB  Headroom  Verdict   Decode tok/s  Ratio  Layers
                        pixel-10-pro         1.0         0  RESIDENT         16-34      -       -
                        """);
        assertThat(narrow.exact().text(0))
                .startsWith("Device        Budget bytes  Headroom")
                .contains("1,048,576");
    }

    @Test
    void markdown_escapes_what_would_be_markup_and_aligns_figures_to_the_right() {
        assertThat(report.markdown())
                .isEqualTo(
                        """
                        ## x on &lt;2&gt; devices: 1 RESIDENT, 1 INFEASIBLE

                        1,024 tokens

                        | Device | Budget MiB | Headroom MiB | Verdict | Decode tok/s | Ratio | Layers |
                        | --- | ---: | ---: | --- | ---: | ---: | ---: |
                        | a&lt;b&gt; &amp; "c" \\| d_e \\*f\\* next, line | 8,192 | -297 | INFEASIBLE | - | 0.13 | 35 |
                        | pixel-10-pro | 1.0 | 0 | RESIDENT | 16-34 | - | - |

                        - budgets &lt; RAM
                        """);
    }

    @Test
    void csv_holds_exact_figures_after_rfc_4180() {
        assertThat(report.csv())
                .isEqualTo(
                        "device,budget_bytes,headroom_bytes,verdict,decode_tok_s_low,decode_tok_s_high,"
                                + "ratio,layers\r\n"
                                + "\"a<b> & \"\"c\"\" | d_e *f*\nnext, line\",8589934592,-311427073,"
                                + "INFEASIBLE,,,0.125,35\r\n"
                                + "pixel-10-pro,1048576,0,RESIDENT,15.5,34.25,,\r\n");
    }

    @Test
    void json_holds_exact_figures_and_null_for_what_is_unknown() {
        assertThat(report.json().replaceAll("\\s+", " "))
                .startsWith("{ \"schema\" : \"dhurandhar/report/1\",")
                .contains("\"budget_bytes\" : 8589934592, \"headroom_bytes\" : -311427073")
                .contains("\"decode_tok_s\" : null, \"ratio\" : 0.125, \"layers\" : 35")
                .contains("\"decode_tok_s\" : { \"low\" : 15.5, \"high\" : 34.25 }")
                .contains("\"ratio\" : null, \"layers\" : null")
                .contains("a<b> & \\\"c\\\" | d_e *f*\\nnext, line");
    }

    @Test
    void tables_have_typed_columns_and_missing_cells() {
        var table = report.table();
        assertThat(table.name()).isEqualTo("Verdicts");
        assertThat(table.columnNames())
                .containsExactly(
                        "device",
                        "budget_bytes",
                        "headroom_bytes",
                        "verdict",
                        "decode_tok_s_low",
                        "decode_tok_s_high",
                        "ratio",
                        "layers");
        assertThat(table.types())
                .containsExactly(
                        ColumnType.STRING,
                        ColumnType.LONG,
                        ColumnType.LONG,
                        ColumnType.STRING,
                        ColumnType.DOUBLE,
                        ColumnType.DOUBLE,
                        ColumnType.DOUBLE,
                        ColumnType.LONG);
        assertThat(table.longColumn("budget_bytes").sum()).isEqualTo(8_590_983_168.0);
        assertThat(table.column("decode_tok_s_low").isMissing(0)).isTrue();
        assertThat(table.column("layers").isMissing(1)).isTrue();
    }

    @Test
    void html_escapes_texts_and_badges_carry_the_word() {
        assertThat(report.html())
                .contains("<title>x on &lt;2&gt; devices: 1 RESIDENT, 1 INFEASIBLE</title>")
                .contains("<td>a&lt;b&gt; &amp; &quot;c&quot; | d_e *f*\nnext, line</td>")
                .contains("<td class=\"n\">8,192</td>")
                .contains("<th scope=\"col\" class=\"n\">Headroom MiB</th>")
                .contains("<td><span class=\"badge infeasible\">INFEASIBLE</span></td>")
                .contains("prefers-color-scheme:dark")
                .contains("<li>budgets &lt; RAM</li>")
                .doesNotContain("a<b>");
    }

    @Test
    void html_asks_no_host_for_anything() {
        var html = new Sample(Sample.bars(3)).html();
        assertThat(html)
                .contains("<figure>\n<svg ")
                .contains("default-src 'none'")
                .doesNotContain("src=", "@import", "url(", "<script", "<link rel=\"style");
        assertThat(html.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:");
    }

    @Test
    void a_fragment_is_a_part_of_a_page() {
        assertThat(report.htmlFragment())
                .startsWith("<style>\n.dhurandhar-report{")
                .endsWith("</article>\n")
                .doesNotContain("<html", "<body");
    }

    @Test
    void forms_are_the_same_in_every_locale() {
        var before = Locale.getDefault();
        var forms = forms();
        try {
            Locale.setDefault(Locale.of("ar", "EG"));
            assertThat(forms()).isEqualTo(forms);
            Locale.setDefault(Locale.GERMANY);
            assertThat(forms()).isEqualTo(forms);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static List<String> forms() {
        var report = new Sample(Sample.lines());
        var forms = new ArrayList<String>();
        forms.add(report.text(80));
        forms.add(report.markdown());
        forms.add(report.csv());
        forms.add(report.html());
        return forms;
    }

    @Test
    void a_narrow_terminal_leaves_out_columns_before_it_breaks_names() {
        var grid =
                new Grid(
                        "",
                        List.of(
                                Column.text("Device"),
                                Column.bytes("Budget"),
                                Column.number("Prefill", "tok/s", 0).ifRoom(),
                                Column.text("What was compared")),
                        List.of(
                                Grid.row(
                                        "jetson-orin-nano-super-8gb",
                                        7_301_444_403L,
                                        26.0,
                                        "all but 1,838 MiB that are streamed")));
        assertThat(grid.text(60))
                .isEqualTo(
                        """
                        Device                      Budget  What was compared
                                                       MiB
                        jetson-orin-nano-super-8gb   6,963  all but 1,838 MiB that
                                                            are streamed
                        """);
        assertThat(grid.text(0)).contains("Prefill tok/s");
    }

    @Test
    void rows_must_fit_their_columns() {
        var columns = List.of(Column.bytes("Size"));
        assertThatThrownBy(() -> new Grid("", columns, List.of(Grid.row("12"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Size holds no 12");
        assertThatThrownBy(() -> new Grid("", columns, List.of(Grid.row(1L, 2L))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 cells for 1");
    }
}
