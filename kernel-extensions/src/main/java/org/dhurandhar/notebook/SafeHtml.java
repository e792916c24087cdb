package org.dhurandhar.notebook;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// HTML of others, fit to stand inside a page: closed, without scripts, asking no host. One for a
/// page, as it keeps each style sheet once and the names of drawings apart.
final class SafeHtml {
    private static final String FORBIDDEN =
            "script,iframe,frame,frameset,object,embed,applet,link,meta,base,noscript,noembed,noframes,"
                    + "template,portal,audio,video,source,track";
    private static final String UNWRAPPED = "form,html,head,body";
    private static final Set<String> DROPPED =
            Set.of("srcset", "poster", "background", "ping", "action", "formaction", "srcdoc");
    private static final Set<String> ADDRESSES = Set.of("href", "src", "xlink:href", "data");
    private static final Pattern LINK = Pattern.compile("(?i)(https?|mailto):.*");
    private static final Pattern RELATIVE = Pattern.compile("[^:]*|[^:]*[/?#].*");
    private static final Pattern IMAGE = Pattern.compile("(?i)data:image/.*");
    private static final Pattern REFERENCE = Pattern.compile("url\\((['\"]?)#([^)'\"]+)\\1\\)");

    private final Set<String> styles = new HashSet<>();
    private final PageImages images;
    private int parts;

    /// @param images finds those that lie beside the notebook
    SafeHtml(PageImages images) {
        this.images = images;
    }

    String of(String html) {
        return of(html, Map.of());
    }

    /// @param attached images by name, as data URIs
    String of(String html, Map<String, String> attached) {
        var parser = Parser.htmlParser().settings(ParseSettings.preserveCase);
        var document = Document.createShell("");
        document.outputSettings().prettyPrint(false);
        var body = document.body();
        parser.parseFragmentInput(html, body, "").forEach(body::appendChild);
        body.select(FORBIDDEN).remove();
        body.children().select(UNWRAPPED).unwrap();
        // What the first of these begins has no end.
        body.select("plaintext,xmp")
                .forEach(e -> e.replaceWith(new Element("pre").text(e.wholeText())));
        body.select("style")
                .forEach(style -> {
                    if (!styles.add(style.data())) {
                        style.remove();
                    }
                });
        stills(body);
        for (var element : body.select("*")) {
            attributes(element, attached);
        }
        parts++;
        body.select("svg").not("svg svg").forEach(this::rename);
        return body.html();
    }

    /// Where a drawing follows the theme, the still picture for readers without it is not needed.
    private static void stills(Element body) {
        for (var themed : body.select(".themed:has(svg)")) {
            themed.removeAttr("hidden");
            var next = themed.nextElementSibling();
            if (next != null && next.hasClass("still")) {
                next.remove();
            }
        }
    }

    private void attributes(Element element, Map<String, String> attached) {
        for (var attribute : List.copyOf(element.attributes().asList())) {
            var name = attribute.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith("on") || DROPPED.contains(name) || name.startsWith("xmlns")) {
                element.removeAttr(attribute.getKey());
            } else if (ADDRESSES.contains(name)) {
                address(element, attribute.getKey(), attribute.getValue().strip(), attached);
            }
        }
    }

    private void address(
            Element element, String name, String address, Map<String, String> attached) {
        if (address.startsWith("#")) {
            return;
        }
        if (element.normalName().equals("a")) {
            boolean isLink = LINK.matcher(address).matches() || RELATIVE.matcher(address).matches();
            if (!isLink) {
                element.removeAttr(name);
            } else if (LINK.matcher(address).matches()) {
                element.attr("rel", "noreferrer");
            }
            return;
        }
        @Nullable String data =
                IMAGE.matcher(address).matches() ? address : images.find(address, attached);
        if (data != null) {
            element.attr(name, data);
            return;
        }
        element.removeAttr(name);
        if (element.normalName().equals("img")) {
            replaced(element, address);
        }
    }

    /// A picture that is not in the page is named.
    private static void replaced(Element image, String address) {
        var text = image.attr("alt").isBlank() ? address : image.attr("alt");
        var shown = new Element("span").addClass("missing").text("[image: " + text + "]");
        if (LINK.matcher(address).matches()) {
            var link = new Element("a").attr("href", address).attr("rel", "noreferrer");
            image.replaceWith(link.appendChild(shown));
        } else {
            image.replaceWith(shown);
        }
    }

    /// Drawings of one page must not clip each other: their names are made their own.
    private void rename(Element drawing) {
        var names = new HashMap<String, String>();
        for (var element : drawing.select("[id]")) {
            names.put(element.id(), "d" + parts + "-" + element.id());
        }
        if (names.isEmpty()) {
            return;
        }
        for (var element : drawing.select("*")) {
            for (var attribute : List.copyOf(element.attributes().asList())) {
                var value = attribute.getValue();
                if (attribute.getKey().equals("id")) {
                    value = names.getOrDefault(value, value);
                } else if (value.startsWith("#")) {
                    value = "#" + names.getOrDefault(value.substring(1), value.substring(1));
                } else if (value.contains("url(")) {
                    value =
                            REFERENCE
                                    .matcher(value)
                                    .replaceAll(m ->
                                            "url(#"
                                                    + names.getOrDefault(m.group(2), m.group(2))
                                                    + ")");
                }
                element.attr(attribute.getKey(), value);
            }
        }
    }
}
