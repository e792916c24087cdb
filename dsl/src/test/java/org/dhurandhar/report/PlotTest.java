package org.dhurandhar.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// Plots as SVG and PNG.
final class PlotTest {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 450;

    static Stream<Plot> plots() {
        return Stream.of(
                Sample.bars(1),
                Sample.bars(23),
                Sample.heatMap(12, 7),
                Sample.heatMap(28, 7),
                Sample.lines());
    }

    @ParameterizedTest
    @MethodSource("plots")
    void svg_is_small_well_formed_and_asks_no_host(Plot plot) throws Exception {
        var svg = plot.svg(WIDTH, HEIGHT);
        assertThat(svg.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(60_000);
        var root = parsed(svg).getDocumentElement();
        assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 800 450");
        assertThat(svg.replace("xmlns=\"http://www.w3.org/2000/svg\"", ""))
                .doesNotContain("http", "href", "url(", "<image", "@import");
    }

    @ParameterizedTest
    @MethodSource("plots")
    void svg_holds_every_text_as_text(Plot plot) throws Exception {
        var svg = plot.svg(WIDTH, HEIGHT);
        var texts = new HashSet<String>();
        var elements = parsed(svg).getElementsByTagName("text");
        for (int i = 0; i < elements.getLength(); i++) {
            texts.add(elements.item(i).getTextContent());
        }
        assertThat(texts).contains(plot.title());
        switch (plot) {
            case Plot.StackedBars bars -> {
                assertThat(texts).contains("memory, MiB", "1,000", "2,000");
                assertThat(texts).containsAll(bars.bars().stream().map(Plot.Bar::label).toList());
            }
            case Plot.HeatMap map -> {
                assertThat(texts).containsAll(map.rows()).containsAll(map.columns());
                assertThat(texts).contains(map.columnName(), "R +1.0 GiB");
            }
            case Plot.Lines lines ->
                    assertThat(texts)
                            .contains("4k", "128k", "context, tokens", "memory, MiB", "qwen3-4b")
                            .contains("budget of a 8,192 MiB", "budget of b 1,000,000 MiB ↑");
        }
        // A curve in a path would be the outline of a letter; markers of lines are circles.
        if (!(plot instanceof Plot.Lines)) {
            assertThat(Pattern.compile(" d=\"[^\"]*[QC]").matcher(svg).find()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("plots")
    void png_has_the_size_that_was_asked_for(Plot plot) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(plot.png(640, 400)));
        assertThat(image.getWidth()).isEqualTo(640);
        assertThat(image.getHeight()).isEqualTo(400);
        assertThat(image.getRGB(1, 1) & 0xFFFFFF).isEqualTo(Palette.PAPER);
    }

    @Test
    void svg_follows_the_ink_and_paper_of_its_page() {
        assertThat(Sample.bars(2).svg(WIDTH, HEIGHT))
                .contains("var(--plot-ink,#1f2328)", "var(--plot-paper,#fff)")
                .contains("prefers-color-scheme:dark");
    }

    @Test
    void a_bar_without_limit_and_an_empty_line_can_be_drawn() {
        var bar =
                new Plot.StackedBars(
                        "none",
                        Plot.Axis.of("speed", "tok/s"),
                        List.of("a"),
                        "target",
                        List.of(new Plot.Bar("", List.of(0.0), null)));
        assertThat(bar.svg(WIDTH, HEIGHT)).contains("speed, tok/s");
        var lines =
                new Plot.Lines(
                        "none",
                        Plot.Axis.of("x", ""),
                        Plot.Axis.bytes("y"),
                        List.of(new Plot.Line("a", List.of())),
                        List.of());
        assertThat(lines.svg(WIDTH, HEIGHT)).contains("y, MiB");
        var point =
                new Plot.Lines(
                        "one",
                        Plot.Axis.doubling("x", ""),
                        Plot.Axis.bytes("y"),
                        List.of(new Plot.Line("a", List.of(new Plot.Point(4096, 1e9)))),
                        List.of());
        assertThat(point.svg(WIDTH, HEIGHT)).contains(">4k<");
    }

    @Test
    void many_bytes_are_shown_in_gibibytes() {
        var bar =
                new Plot.StackedBars(
                        "large",
                        Plot.Axis.bytes("memory"),
                        List.of("a"),
                        "budget",
                        List.of(new Plot.Bar("x", List.of(200.0 * (1L << 30)), null)));
        assertThat(bar.svg(WIDTH, HEIGHT)).contains("memory, GiB", "200 GiB");
    }

    @Test
    void long_titles_take_two_lines_and_no_more() throws Exception {
        var title = "a finding in a great many words ".repeat(9).strip();
        var bar =
                new Plot.StackedBars(
                        title,
                        Plot.Axis.bytes("memory"),
                        List.of("a"),
                        "budget",
                        List.of(new Plot.Bar("x", List.of(1e9), null)));
        var texts = parsed(bar.svg(WIDTH, HEIGHT)).getElementsByTagName("text");
        int lines = 0;
        for (int i = 0; i < texts.getLength(); i++) {
            lines += texts.item(i).getTextContent().contains("finding in a") ? 1 : 0;
        }
        assertThat(lines).isEqualTo(2);
        assertThat(bar.svg(WIDTH, HEIGHT)).contains("…</text>");
    }

    @Test
    void residence_classes_and_verdicts_keep_their_colours() {
        var svg = Sample.bars(2).svg(WIDTH, HEIGHT);
        for (var part : List.of("anonymous", "transient", "hot", "warm")) {
            assertThat(svg).contains(Palette.css(Palette.of(part)));
        }
        var map = Sample.heatMap(12, 7).svg(WIDTH, HEIGHT);
        for (var verdict : List.of("RESIDENT", "STREAMED", "THRASH", "INFEASIBLE")) {
            assertThat(map).contains(Palette.css(Palette.of(verdict)));
        }
    }

    /// Neighbours of a stack and verdicts from good to bad differ in grey too: by a contrast of
    /// 1.25, which is some 10 of 100 steps of lightness.
    @Test
    void neighbours_differ_in_lightness() {
        for (var words :
                List.of(
                        List.of("anonymous", "transient", "hot", "warm"),
                        List.of("anonymous", "hot"),
                        List.of("RESIDENT", "STREAMED", "THRASH", "INFEASIBLE"))) {
            for (int i = 1; i < words.size(); i++) {
                int one = Palette.of(words.get(i - 1));
                int other = Palette.of(words.get(i));
                assertThat(Palette.contrast(one, other)).as(words.get(i)).isGreaterThan(1.25);
            }
        }
    }

    @Test
    void texts_on_colours_are_readable() {
        for (var word :
                Set.of(
                        "anonymous",
                        "transient",
                        "hot",
                        "warm",
                        "gpu",
                        "RESIDENT",
                        "STREAMED",
                        "THRASH",
                        "INFEASIBLE")) {
            int colour = Palette.of(word);
            assertThat(Palette.contrast(colour, Palette.inkOn(colour)))
                    .as(word)
                    .isGreaterThanOrEqualTo(4.5);
        }
    }

    @Test
    void a_plot_is_a_chart_of_xchart_too() {
        var chart = Sample.lines().chart(WIDTH, HEIGHT);
        assertThat(chart.getSeriesCollection()).hasSize(6);
        assertThat(chart.getXAxisTitle()).isEqualTo("context, tokens");
    }

    private static Document parsed(String svg)
            throws ParserConfigurationException, SAXException, IOException {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
