package org.dhurandhar.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dhurandhar.engine.Frontend.Stream;
import org.dhurandhar.engine.Outcome;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NotebookPageTest {
    @TempDir Path folder;

    private final JsonArray cells = new JsonArray();
    private final Outputs outputs = new Outputs();

    private Cell markdown(String source) {
        var cell = Cell.code("m", source, "x");
        cell.json().addProperty("cell_type", "markdown");
        cells.add(cell.json());
        return cell;
    }

    private Outputs.OfCell code(String source, String tag) {
        var cell = Cell.code("c", source, tag);
        cells.add(cell.json());
        return outputs.cell(cell);
    }

    private String html() {
        var json = new JsonObject();
        json.add("cells", cells);
        json.add("metadata", new JsonObject());
        return NotebookPage.of(new Notebook(json), folder.resolve("report.ipynb"), null);
    }

    private Document page() {
        return Jsoup.parse(html());
    }

    private Document shown(String type, String text) {
        var shown = code("x", "x");
        var data = new DisplayData();
        data.putData(type, text);
        data.putText("plain form");
        shown.display(data);
        shown.store(1);
        return page();
    }

    @Test
    void the_title_is_the_first_heading() {
        markdown("before\n\n## Second level\n\n# A <b>title</b> & `more`");
        assertThat(page().title()).isEqualTo("A title & more");
    }

    @Test
    void without_a_heading_the_file_names_the_page() {
        markdown("no heading");
        assertThat(page().title()).isEqualTo("report.ipynb");
    }

    @Test
    void many_headings_get_a_table_of_contents_whose_links_lead_to_them() {
        markdown("# T\n## One\n## Two\n### Sub two\n## One");
        var page = page();
        assertThat(page.select("nav a").eachText()).containsExactly("One", "Two", "Sub two", "One");
        for (var link : page.select("nav a")) {
            assertThat(page.getElementById(link.attr("href").substring(1))).isNotNull();
        }
        assertThat(page.select("nav a").eachAttr("href")).doesNotHaveDuplicates();
    }

    @Test
    void markdown_has_tables_links_and_task_lists() {
        markdown("| a | b |\n|---|--:|\n| 1 | 2 |\n\n- [x] done\n\nhttps://example.org ~~old~~");
        var page = page();
        assertThat(page.select("section td[align=right]").text()).isEqualTo("2");
        assertThat(page.select("input[type=checkbox][checked][disabled]")).hasSize(1);
        assertThat(page.select("a[href=https://example.org][rel=noreferrer]")).hasSize(1);
        assertThat(page.select("del").text()).isEqualTo("old");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<img src=https://example.org/a.png>",
                "<IMG SRC='//example.org/a.png' srcset='https://example.org/b.png 2x'>",
                "<svg><script>alert(1)</script><image href='https://example.org/a.png'/></svg>",
                "<svg onload=alert(1)><use xlink:href='https://example.org/a.svg#x'/></svg>",
                "<iframe src='https://example.org'></iframe><object data='https://example.org'></object>",
                "<link rel=stylesheet href='https://example.org/a.css'><meta http-equiv=refresh content=0>",
                "<base href='https://example.org/'><form action='https://example.org'><button>x</button></form>",
                "<a href='javascript:alert(1)'>x</a><a href=' java\nscript:alert(1)'>y</a>",
                "<video src='https://example.org/a.mp4' poster='https://example.org/a.png'></video>",
                "<table background='https://example.org/a.png'><tr><td>x</table>",
                "<div><div><!-- <b>",
                "</div></div></main></body><p>",
                "<plaintext>",
                "<textarea>",
            })
    void html_of_others_runs_nothing_asks_nobody_and_stays_in_its_place(String html) {
        shown("text/html", html);
        markdown("the end " + html);
        var page = page();
        assertThat(page.select("script,iframe,object,embed,base,form,video,main link,main meta"))
                .isEmpty();
        for (var element : page.getAllElements()) {
            for (var attribute : element.attributes()) {
                var name = attribute.getKey().toLowerCase(Locale.ROOT);
                assertThat(name).doesNotStartWith("on");
                assertThat(attribute.getValue().toLowerCase(Locale.ROOT)).doesNotContain("script:");
                if (!element.normalName().equals("a")) {
                    assertThat(attribute.getValue()).doesNotContain("example.org");
                }
            }
        }
        assertThat(page.select("body > main > section")).hasSize(2);
        assertThat(page.select("body > main > footer").text()).contains("report.ipynb");
    }

    @Test
    void the_page_forbids_scripts_and_hosts() {
        assertThat(page().select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .isEqualTo(
                        "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
                                + " base-uri 'none'; form-action 'none'");
    }

    @Test
    void a_style_sheet_is_kept_once_and_a_still_picture_not_beside_its_drawing() {
        var html =
                "<style>.r{color:red}</style><figure><div class='themed' hidden><svg viewBox='0 0 1 1'>"
                        + "<clipPath id='c'/><path clip-path='url(#c)'/></svg></div>"
                        + "<img class='still' src='data:image/png;base64,aGk='></figure>";
        shown("text/html", html);
        var page = shown("text/html", html);
        assertThat(page.select("main style")).hasSize(1);
        assertThat(page.select(".still")).isEmpty();
        assertThat(page.select(".themed").hasAttr("hidden")).isFalse();
        var names = page.select("[id]:is(svg *)").eachAttr("id");
        assertThat(names).hasSize(2).doesNotHaveDuplicates();
        assertThat(page.select("path").eachAttr("clip-path"))
                .isEqualTo(names.stream().map(n -> "url(#" + n + ")").toList());
        assertThat(page.html()).contains("viewBox");
    }

    @Test
    void pictures_are_inside() throws IOException {
        Files.write(folder.resolve("a b.png"), new byte[] {1, 2, 3});
        var attached =
                markdown(
                        "![one](attachment:x.png) ![two](a%20b.png) ![three](none.png)"
                                + " ![four](https://example.org/x.png)");
        var bundle = new JsonObject();
        bundle.addProperty("image/png", "aGk=\n");
        var all = new JsonObject();
        all.add("x.png", bundle);
        attached.json().add("attachments", all);
        var page = page();
        assertThat(page.select("img").eachAttr("src"))
                .containsExactly("data:image/png;base64,aGk=", "data:image/png;base64,AQID");
        assertThat(page.select(".missing").eachText())
                .containsExactly("[image: three]", "[image: four]");
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, aGk=, 'img[src=data:image/png;base64,aGk=]'",
        "image/svg+xml, <svg/>, 'img[src=data:image/svg+xml;base64,PHN2Zy8+]'",
        "text/markdown, **b**, 'div.markdown strong'",
        "text/html, <i>b</i>, 'div.html i'",
        "application/javascript, alert(1), 'pre.result:containsOwn(plain form)'",
        "application/vnd.x+json, '{\"a\":1}', 'pre.result:containsOwn(plain form)'",
    })
    void the_richest_form_that_needs_no_script_is_shown(String type, String text, String query) {
        assertThat(shown(type, text).select(".out " + query)).hasSize(1);
    }

    @Test
    void text_is_escaped_and_colours_of_a_terminal_become_classes() {
        var shown = code("a < b && \"<i>\"", "x");
        shown.print(
                Stream.STDOUT,
                "<b> \u001b[1;31mred\u001b[0m \u001b[38;5;196mx\u001b[38;2;1;2;3my\u001b[m \u001b[2Kz\u001b]8;;u\u0007");
        shown.failed(
                new Outcome.Failed("E", "m", List.of("\u001b[32m<ok>\u001b[39m", "second"), 1));
        shown.store(1);
        var page = page();
        assertThat(page.select("section code").text()).isEqualTo("a < b && \"<i>\"");
        assertThat(page.select(".stream").html())
                .isEqualTo(
                        "&lt;b&gt; <span class=\"f1 bold\">red</span> <span style=\"color:#ff0000\">x</span>"
                                + "<span style=\"color:#010203\">y</span> z");
        assertThat(page.select(".error").html())
                .isEqualTo("<span class=\"f2\">&lt;ok&gt;</span>\nsecond");
    }

    @Test
    void long_code_is_folded_and_tags_hide() {
        code("a();\n".repeat(40), "x");
        code("b();", "hide-input");
        code("c();", "remove-input");
        code("d();", "remove-cell");
        var page = page();
        assertThat(page.select("summary").eachText())
                .containsExactly("Code, 40 lines", "Code, 1 line");
        assertThat(page.select("code").eachText()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int a = 0x1F_L; | <k>int</k> a = <n>0x1F_L</n>;",
                "List<String> s | <t>List</t>&lt;<t>String</t>&gt; s",
                "\"a\\\"b\" + 'c' // \"x | <s>\"a\\\"b\"</s> + <s>'c'</s> <c>// \"x</c>",
                "/* int */ x /* | <c>/* int */</c> x <c>/*</c>",
                "@Override %time | <m>@Override</m> %time",
                "%time int | <m>%time int</m>",
                "\"open | <s>\"open</s>",
                "\"\"\"int\"\"\" x | <s>\"\"\"int\"\"\"</s> x",
                "\"end\\ | <s>\"end\\</s>",
            })
    void java_is_coloured(String java, String html) {
        assertThat(JavaInk.html(java).replaceAll("<span class=\"(.)\">(.*?)</span>", "<$1>$2</$1>"))
                .isEqualTo(html.replace("\"", "&quot;").replace("'", "&#39;"));
    }
}
