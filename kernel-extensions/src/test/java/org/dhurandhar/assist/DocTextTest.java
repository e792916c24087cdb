package org.dhurandhar.assist;

import static org.assertj.core.api.Assertions.assertThat;

import org.dhurandhar.assist.Documentation.Comment;
import org.junit.jupiter.api.Test;

class DocTextTest {
    private static DocText markdown(String text) {
        return DocText.of(new Comment(text, true));
    }

    private static DocText javadoc(String text) {
        return DocText.of(new Comment(text, false));
    }

    @Test
    void markdown_becomes_html() {
        assertThat(
                        markdown(
                                        "Says `a < b` **twice**, as [#other] and [its name][Other#name] do.")
                                .html())
                .isEqualTo(
                        "Says <code>a &lt; b</code> <b>twice</b>, as <code>other</code> and its name do.");
        assertThat(markdown("One.\n\nTwo:\n\n- a\n  more\n- b").html())
                .isEqualTo("One.<p>Two:<p><ul><li>a more<li>b</ul>");
    }

    @Test
    void code_is_kept_as_it_stands() {
        assertThat(markdown("See:\n\n```java\n@Override\nList<T> [x] f();\n```\n\nEnd.").html())
                .isEqualTo("See:<p><pre>@Override\nList&lt;T&gt; [x] f();</pre><p>End.");
    }

    @Test
    void tags_are_listed() {
        var text =
                markdown(
                        "Does.\n\n@param tokens how many\n    there are\n@return `true`\n@throws X never");
        assertThat(text.html()).isEqualTo("Does.");
        assertThat(text.tags())
                .containsExactly(
                        new DocText.Tag("tokens", "how many\n    there are"),
                        new DocText.Tag("returns", "<code>true</code>"),
                        new DocText.Tag("throws X", "never"));
    }

    @Test
    void inline_tags_of_javadoc_become_html() {
        assertThat(
                        javadoc(
                                        "The {@code a<b>} of {@link List#of(Object) this}, {@link #x}, {@literal <}, {@code {1}}.")
                                .html())
                .isEqualTo(
                        "The <code>a&lt;b&gt;</code> of <code>this</code>, <code>x</code>, &lt;, <code>{1}</code>.");
    }

    @Test
    void html_is_said_in_plain_words() {
        assertThat(
                        DocText.plain(
                                "The <code>a &lt; b</code>\n of it.<p>Then:<ul><li>x<li>y</ul><pre>  c();\n}</pre>"))
                .isEqualTo("The a < b of it.\nThen:\n- x\n- y\n      c();\n    }");
    }
}
