package org.dhurandhar.assist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.jspecify.annotations.Nullable;

/// A page of help about one name: its declarations, and what is written about them.
final class Page {
    private static final int MOST = 12;
    private static final int MOST_VALUE = 400;

    private final Signatures signatures;
    private final Documentation documentation;
    private final Analysis analysis;
    private final boolean detail;
    private final List<String> declarations = new ArrayList<>();
    private final Map<String, DocText> texts = new LinkedHashMap<>();

    Page(Signatures signatures, Documentation documentation, Analysis analysis, boolean detail) {
        this.signatures = signatures;
        this.documentation = documentation;
        this.analysis = analysis;
        this.detail = detail;
    }

    /// @param value of a variable; empty for all else
    void add(Element element, @Nullable DeclaredType site, String value) {
        var declaration = signatures.full(element, site);
        declarations.add(value.isEmpty() ? declaration : declaration + " = " + shortened(value));
        if (detail || texts.isEmpty()) {
            write(element, declaration);
        }
        if (texts.isEmpty() && !(element instanceof ExecutableElement) && isValue(element)) {
            var type = analysis.types().asElement(element.asType());
            if (type instanceof TypeElement) {
                write(type, Signatures.simple(element.asType()));
            }
        }
    }

    private static boolean isValue(Element element) {
        return !element.getKind().isDeclaredType();
    }

    private void write(Element element, String declaration) {
        var comment = documentation.of(element, analysis);
        if (comment != null) {
            texts.put(declaration, DocText.of(comment));
        }
    }

    private static String shortened(String value) {
        return value.length() <= MOST_VALUE ? value : value.substring(0, MOST_VALUE) + " ...";
    }

    DisplayData data() {
        int most = detail ? declarations.size() : Math.min(MOST, declarations.size());
        var shown = new ArrayList<>(declarations.subList(0, most));
        if (most < declarations.size()) {
            shown.add("... " + (declarations.size() - most) + " more");
        }
        var plain = new StringBuilder(String.join("\n", shown)).append('\n');
        var html =
                new StringBuilder("<pre>")
                        .append(DocText.escape(String.join("\n", shown)))
                        .append("</pre>");
        boolean named = texts.size() > 1;
        texts.forEach((declaration, text) -> {
            if (named) {
                plain.append('\n').append(declaration).append('\n');
                html.append("<p><code>").append(DocText.escape(declaration)).append("</code></p>");
            }
            write(text, plain, html);
        });
        var data = new DisplayData(plain.toString().strip());
        data.putHTML(html.toString());
        return data;
    }

    private void write(DocText text, StringBuilder plain, StringBuilder html) {
        var body = detail || text.html().length() < 2_000 ? text.html() : text.firstParagraph();
        plain.append('\n').append(DocText.plain(body)).append('\n');
        html.append("<div>").append(body).append("</div>");
        if (text.tags().isEmpty()) {
            return;
        }
        plain.append('\n');
        html.append("<dl>");
        for (var tag : text.tags()) {
            var words = DocText.plain(tag.html()).replace("\n", "\n    ");
            plain.append("  ").append(tag.label()).append(": ").append(words).append('\n');
            html.append("<dt><code>")
                    .append(DocText.escape(tag.label()))
                    .append("</code></dt><dd>")
                    .append(tag.html())
                    .append("</dd>");
        }
        html.append("</dl>");
    }
}
