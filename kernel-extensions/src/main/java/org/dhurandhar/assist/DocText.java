package org.dhurandhar.assist;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A documentation comment, taken apart: what it says, and what it says of parameters and results.
///
/// @param html of the description
/// @param tags such as `tokens` and its description in HTML, in their order
record DocText(String html, List<Tag> tags) {
    /// @param label such as `tokens`, `returns`, `throws IOException`
    record Tag(String label, String html) {}

    private static final Pattern BLOCK =
            Pattern.compile("^[ \\t]*@(\\w+)[ \\t]*", Pattern.MULTILINE);
    private static final Pattern FENCE =
            Pattern.compile("```\\w*\\n(.*?)\\n?[ \\t]*```", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern LABELLED = Pattern.compile("\\[([^\\]\\[]+)\\]\\[[^\\]]+\\]");
    private static final Pattern WEB = Pattern.compile("\\[([^\\]]+)\\]\\((https?://[^)\\s]+)\\)");
    private static final Pattern REFERENCE = Pattern.compile("\\[([#\\w.]+(?:\\([^)]*\\))?)\\]");
    private static final Pattern STRONG = Pattern.compile("\\*\\*([^*\\n]+)\\*\\*");
    private static final Pattern ITEM = Pattern.compile("^\\s*(?:[-*]|\\d+\\.)\\s+");

    static DocText of(Documentation.Comment comment) {
        var text = comment.text();
        var block = BLOCK.matcher(text);
        int end = text.length();
        var tags = new ArrayList<Tag>();
        var starts = new ArrayList<MatchResult>();
        while (block.find()) {
            if (!inCode(text, block.start())) {
                starts.add(block.toMatchResult());
            }
        }
        if (!starts.isEmpty()) {
            end = starts.getFirst().start();
        }
        for (int i = 0; i < starts.size(); i++) {
            int until = i + 1 < starts.size() ? starts.get(i + 1).start() : text.length();
            var body = text.substring(starts.get(i).end(), until).strip();
            tag(starts.get(i).group(1), body, comment.markdown(), tags);
        }
        return new DocText(html(text.substring(0, end).strip(), comment.markdown()), tags);
    }

    /// Whether a line stands in a block of code, where `@Override` is no tag.
    private static boolean inCode(String text, int at) {
        var before = text.substring(0, at);
        return (before.length() - before.replace("```", "").length()) / 3 % 2 == 1
                || before.lastIndexOf("<pre>") > before.lastIndexOf("</pre>")
                || before.lastIndexOf("{@snippet") > before.lastIndexOf("}");
    }

    private static void tag(String name, String body, boolean markdown, List<Tag> tags) {
        switch (name) {
            case "param", "throws", "exception" -> {
                var words = body.split("\\s+", 2);
                var label = name.equals("param") ? words[0] : "throws " + words[0];
                tags.add(new Tag(label, html(words.length < 2 ? "" : words[1], markdown)));
            }
            case "return" -> tags.add(new Tag("returns", html(body, markdown)));
            case "since", "deprecated" -> tags.add(new Tag(name, html(body, markdown)));
            default -> {}
        }
    }

    /// The description up to its first paragraph's end.
    String firstParagraph() {
        int end = html.indexOf("<p>", 1);
        return end < 0 ? html : html.substring(0, end);
    }

    private static String html(String text, boolean markdown) {
        return markdown ? ofMarkdown(text) : ofJavadoc(text);
    }

    /// Replaces inline tags; the rest is HTML already.
    private static String ofJavadoc(String text) {
        var out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf("{@", at);
            if (open < 0) {
                break;
            }
            out.append(text, at, open);
            int close = close(text, open);
            out.append(inline(text.substring(open + 2, close)));
            at = Math.min(text.length(), close + 1);
        }
        return out.append(text.substring(Math.min(at, text.length()))).toString();
    }

    private static int close(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    private static String inline(String tag) {
        var words = tag.strip().split("\\s+", 2);
        var rest = words.length < 2 ? "" : words[1];
        return switch (words[0]) {
            case "code" -> "<code>" + escape(rest) + "</code>";
            case "literal" -> escape(rest);
            case "link", "linkplain" -> {
                var link =
                        Pattern.compile("([^\\s(]+(?:\\([^)]*\\))?)\\s*(.*)", Pattern.DOTALL)
                                .matcher(rest);
                var label =
                        !link.matches()
                                ? rest
                                : link.group(2).isEmpty() ? member(link.group(1)) : link.group(2);
                yield words[0].equals("link")
                        ? "<code>" + ofJavadoc(label) + "</code>"
                        : ofJavadoc(label);
            }
            case "snippet" -> "<pre>" + escape(rest.replaceFirst("^[^\\n]*:?\\n", "")) + "</pre>";
            case "return" -> "Returns " + ofJavadoc(rest) + ".";
            case "inheritDoc", "docRoot" -> "";
            default -> ofJavadoc(rest);
        };
    }

    private static String member(String reference) {
        return (reference.startsWith("#") ? reference.substring(1) : reference).replace('#', '.');
    }

    private static String ofMarkdown(String text) {
        var blocks = new ArrayList<String>();
        var fence = FENCE.matcher(text);
        // Code is kept out of the way of everything else behind marks that no text has.
        var bare =
                fence.replaceAll(m -> {
                    blocks.add("<pre>" + escape(m.group(1)) + "</pre>");
                    return "\n\n\u0000" + (blocks.size() - 1) + "\u0000\n\n";
                });
        var out = new StringBuilder();
        for (var paragraph : bare.split("\\n[ \\t]*\\n", -1)) {
            if (!paragraph.isBlank()) {
                out.append(out.isEmpty() ? "" : "<p>").append(paragraph(paragraph.strip()));
            }
        }
        var html = out.toString();
        for (int i = 0; i < blocks.size(); i++) {
            html = html.replace("\u0000" + i + "\u0000", blocks.get(i));
        }
        return html;
    }

    private static String paragraph(String text) {
        if (!ITEM.matcher(text).lookingAt()) {
            return words(text);
        }
        var out = new StringBuilder("<ul>");
        for (var line : text.split("\\n", -1)) {
            var item = ITEM.matcher(line);
            out.append(item.lookingAt() ? "<li>" : " ")
                    .append(words(item.lookingAt() ? line.substring(item.end()) : line.strip()));
        }
        return out.append("</ul>").toString();
    }

    private static String words(String text) {
        var codes = new ArrayList<String>();
        var bare =
                CODE.matcher(text)
                        .replaceAll(m -> {
                            codes.add("<code>" + escape(m.group(1)) + "</code>");
                            return "\u0001" + (codes.size() - 1) + "\u0001";
                        });
        var html = escape(bare);
        html = WEB.matcher(html).replaceAll("<a href=\"$2\">$1</a>");
        html = LABELLED.matcher(html).replaceAll("$1");
        html = REFERENCE.matcher(html).replaceAll(m -> "<code>" + member(m.group(1)) + "</code>");
        html = STRONG.matcher(html).replaceAll("<b>$1</b>");
        for (int i = 0; i < codes.size(); i++) {
            html = html.replace("\u0001" + i + "\u0001", codes.get(i));
        }
        return html;
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /// What HTML says without its looks, in lines of at most 92 characters.
    static String plain(String html) {
        var out = new StringBuilder();
        var code = Pattern.compile("<pre>(.*?)</pre>", Pattern.DOTALL).matcher(html);
        int at = 0;
        while (code.find()) {
            flow(html.substring(at, code.start()), out);
            strip(code.group(1)).lines().forEach(l -> out.append("    ").append(l).append('\n'));
            at = code.end();
        }
        flow(html.substring(at), out);
        return out.toString().stripTrailing();
    }

    private static void flow(String html, StringBuilder out) {
        var parted =
                html.replaceAll("\\s+", " ")
                        .replaceAll("(?i)<li[^>]*>", "\n- ")
                        .replaceAll(
                                "(?i)</?(?:p|ul|ol|dl|dt|dd|table|tr|blockquote|h\\d|div)\\b[^>]*>|<br\\s*/?>",
                                "\n");
        for (var line : strip(parted).split("\\n", -1)) {
            if (!line.isBlank()) {
                wrap(line.strip(), out);
            }
        }
    }

    private static void wrap(String line, StringBuilder out) {
        int column = 0;
        for (var word : line.split(" +", -1)) {
            if (column > 0 && column + word.length() >= 92) {
                out.append('\n');
                column = 0;
            }
            out.append(column == 0 ? "" : " ").append(word);
            column += word.length() + 1;
        }
        out.append('\n');
    }

    private static String strip(String html) {
        return html.replaceAll("</?[a-zA-Z][^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&quot;", "\"")
                .replace("&#64;", "@")
                .replace("&amp;", "&");
    }
}
