package org.dhurandhar.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dhurandhar.Dhurandhar;
import org.dhurandhar.Workload;
import org.dhurandhar.report.Column;
import org.dhurandhar.report.Grid;
import org.dhurandhar.report.Plot;
import org.dhurandhar.report.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.xml.sax.InputSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/// What notebooks show of values.
final class RenderingTest {
    private static final int MOST_BYTES = 300_000;
    private static final String SCRIPT = "<script>alert(1)</script>";

    private static Workload e2b() {
        return Dhurandhar.model("gemma4-e2b").context(32_768).quant(4);
    }

    static Stream<Report> reports() {
        var all = Dhurandhar.models().toArray(String[]::new);
        return Stream.of(
                e2b().footprint(),
                e2b().on("pixel-10-pro"),
                e2b().on("budget-emmc-phone"),
                e2b().onAll(),
                e2b().target(20).onAll(),
                e2b().on("pixel-10-pro").maxContext(),
                e2b().on("budget-emmc-phone").bestQuant(),
                e2b().on("budget-emmc-phone").neededBudget(),
                e2b().contexts(4096, 32_768).on("pixel-10-pro", "galaxy-s25"),
                e2b().contexts(4096, 8192, 32_768).quants(2, 3, 4, 5, 6, 8).onAll(),
                Dhurandhar.compare("gemma4-e2b", "qwen3-4b"),
                Dhurandhar.compare(all).onAll());
    }

    @ParameterizedTest
    @MethodSource("reports")
    void a_report_is_table_and_figure_in_less_than_300_kb(Report report) {
        var bundle = Bundle.of(report);
        assertThat(bundle.types())
                .containsExactlyInAnyOrder("text/html", "text/markdown", "text/plain", "image/png");
        assertThat(bundle.bytes()).isLessThan(MOST_BYTES);
        assertThat(bundle.plain()).isEqualTo(report.toString()).hasSizeLessThan(1000);
        assertThat(bundle.html())
                .contains("<table>", "<figure>", "<img class=\"still\"", "--jp-")
                .doesNotContain("<?xml", "<script", "<h1", "id=\"");
        assertThat(bundle.markdown()).startsWith("## ").contains("| --- ");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void a_figure_is_well_formed_and_asks_no_host(Report report) throws Exception {
        var html = Bundle.of(report).html();
        var svg = html.substring(html.indexOf("<svg "), html.lastIndexOf("</svg>") + 6);
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.parse(new InputSource(new StringReader(svg)));
        assertThat(html.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "@import", "url(", "src=\"/");
    }

    /// A reader that does not trust a notebook drops style sheets and SVG, and keeps the texts that
    /// stood in it unless an attribute hides them; an attribute without a value is dropped too.
    @Test
    void a_reader_that_drops_styles_and_svg_sees_the_still_picture() throws Exception {
        var html = Bundle.of(e2b().on("pixel-10-pro")).html();
        assertThat(html)
                .contains("<div class=\"themed\" hidden=\"hidden\"><svg ")
                .contains(".themed:has(svg){display:block!important}")
                .contains(".themed:has(svg)+.still{display:none}")
                .contains("<th scope=\"col\" style=\"text-align:left\">Device</th>")
                .contains("style=\"background:#bfe5d6;color:#000000\">RESIDENT</span>");
        var start = html.indexOf("data:image/png;base64,") + "data:image/png;base64,".length();
        var png = Base64.getDecoder().decode(html.substring(start, html.indexOf('"', start)));
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(800);
    }

    @Test
    void json_and_svg_come_where_they_are_asked_for() {
        var fleet = e2b().onAll();
        assertThat(Bundle.of(fleet, "application/json").data())
                .containsEntry("application/json", fleet.json())
                .doesNotContainKey("text/html");
        assertThat(Bundle.of(fleet, "image/svg+xml").data().get("image/svg+xml"))
                .startsWith("<svg ");
    }

    @Test
    void badges_say_the_verdict_in_words() {
        assertThat(Bundle.of(e2b().onAll()).html())
                .containsPattern("<span class=\"badge thrash\"[^>]*>THRASH</span>");
    }

    @Test
    void what_names_hold_is_text() {
        var grid = new Grid("", List.of(Column.text(SCRIPT)), List.of(Grid.row(SCRIPT)));
        var table = Table.create(SCRIPT, StringColumn.create(SCRIPT, SCRIPT));
        var plot =
                new Plot.StackedBars(
                        SCRIPT,
                        Plot.Axis.bytes(SCRIPT),
                        List.of(SCRIPT),
                        SCRIPT,
                        List.of(new Plot.Bar(SCRIPT, List.of(1e9), 2e9)));
        var chart = chart();
        chart.setTitle(SCRIPT);
        for (var value : List.of(grid, table, plot, chart, List.of(new Pair(SCRIPT, 1)))) {
            var bundle = Bundle.of(value);
            assertThat(bundle.html()).contains("&lt;script&gt;").doesNotContain("<script");
            assertThat(bundle.markdown()).doesNotContain("<script");
        }
    }

    @Test
    void a_table_of_a_million_rows_shows_its_ends() {
        int rows = 1_000_000;
        var numbers = new double[rows];
        for (int i = 0; i < rows; i++) {
            numbers[i] = i * 0.5;
        }
        var bundle = Bundle.of(Table.create("Halves", DoubleColumn.create("half", numbers)));
        assertThat(bundle.bytes()).isLessThan(20_000);
        assertThat(bundle.html())
                .contains("<strong>Halves</strong>", "<td class=\"n\">499999.5</td>")
                .contains("1,000,000 rows, of which the first 30 and the last 10 are shown");
        assertThat(bundle.plain()).contains("499999.5", "1,000,000 rows");
        assertThat(bundle.markdown()).contains("| ---: |", "1,000,000 rows");
    }

    @Test
    void wide_tables_and_long_cells_are_cut() {
        var table = Table.create("wide");
        for (int c = 0; c < 400; c++) {
            table.addColumns(StringColumn.create("c" + c, "x".repeat(100_000)));
        }
        var bundle = Bundle.of(table);
        assertThat(bundle.bytes()).isLessThan(50_000);
        assertThat(bundle.html()).contains("400 columns, of which the first 30 are shown", "x…");
    }

    @Test
    void a_chart_of_xchart_is_figure_and_png() throws Exception {
        var bundle = Bundle.of(chart());
        assertThat(bundle.types())
                .containsExactlyInAnyOrder("text/html", "text/plain", "image/png");
        assertThat(bundle.html()).contains("<figure>", "<svg ", "alt=\"Sines\"");
        assertThat(bundle.plain()).isEqualTo("chart Sines");
        assertThat(bundle.bytes()).isLessThan(MOST_BYTES);
        var png = Base64.getDecoder().decode(bundle.data().get("image/png"));
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(1200);
    }

    @Test
    void an_image_keeps_its_pixels() throws Exception {
        var image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(1, 1, 0x80FF8040);
        var bundle = Bundle.of(image);
        assertThat(bundle.plain()).isEqualTo("image of 3 x 2 pixels");
        var png = Base64.getDecoder().decode(bundle.data().get("image/png"));
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getRGB(1, 1)).isEqualTo(0x80FF8040);
    }

    @Test
    void an_open_sentence_shows_its_settings_and_the_next_words() {
        var bundle = Bundle.of(e2b());
        assertThat(bundle.plain()).isEqualTo(e2b().toString());
        assertThat(bundle.html())
                .contains(
                        "<strong>gemma-4-e2b  gemma4_text",
                        "32,768 tokens",
                        "on(&quot;pixel-10-pro");
    }

    @Test
    void lists_of_reports_and_of_records_are_shown_whole_and_others_as_text() {
        var reports = List.of(e2b().on("pixel-10-pro"), e2b().on("galaxy-s25"));
        assertThat(Bundle.of(reports).html()).contains("on pixel-10-pro", "on galaxy-s25");
        assertThat(Bundle.of(List.of(new Pair("a", 1), new Pair("b", 22))).html())
                .contains("<th scope=\"col\" class=\"n\">count</th>")
                .contains("<td class=\"n\">22</td>");
        var changes = e2b().on("budget-emmc-phone").changes();
        assertThat(Bundle.of(changes).plain().lines()).hasSameSizeAs(changes);
        assertThat(Bundle.of(changes).html()).contains("fits with set(&quot;repack&quot;");
        assertThat(Bundle.of(List.of(1, 2)).data()).containsOnlyKeys("text/plain");
        assertThat(Bundle.of(Dhurandhar.models()).plain())
                .isEqualTo(Dhurandhar.models().toString());
        var many = Collections.nCopies(1_000_000, 7);
        assertThat(Bundle.of(many).plain()).hasSizeLessThan(4000).endsWith("1,000,000 elements]");
    }

    record Pair(String name, int count) {}

    private static XYChart chart() {
        var chart = new XYChartBuilder().width(600).height(400).title("Sines").build();
        chart.addSeries("sin", new double[] {0, 1, 2, 3}, new double[] {0, 0.84, 0.91, 0.14});
        return chart;
    }
}
