package org.dhurandhar.notebook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/// The Markdown of a notebook as HTML; remembers its headings.
final class MarkdownHtml {
    private static final List<Extension> EXTENSIONS =
            List.of(
                    TablesExtension.create(),
                    AutolinkExtension.create(),
                    StrikethroughExtension.create(),
                    TaskListItemsExtension.create());

    /// A heading and where it stands.
    record Section(int level, String id, String title) {}

    private final SafeHtml safe;
    private final List<Section> sections = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer QUOTED =
            HtmlRenderer.builder()
                    .extensions(EXTENSIONS)
                    .nodeRendererFactory(JavaBlocks::new)
                    .build();

    private final HtmlRenderer renderer =
            HtmlRenderer.builder()
                    .extensions(EXTENSIONS)
                    .attributeProviderFactory(context -> anchors())
                    .nodeRendererFactory(JavaBlocks::new)
                    .build();

    MarkdownHtml(SafeHtml safe) {
        this.safe = safe;
    }

    /// @param attached images by name, as data URIs
    String html(String markdown, Map<String, String> attached) {
        return safe.of(renderer.render(parser.parse(markdown)), attached);
    }

    /// Of an output: its headings are none of the page's.
    String quoted(String markdown) {
        return safe.of(QUOTED.render(parser.parse(markdown)));
    }

    /// All headings so far.
    List<Section> sections() {
        return List.copyOf(sections);
    }

    /// The names that JupyterLab gives headings, so that links within a notebook lead somewhere.
    private AttributeProvider anchors() {
        return (node, tag, attributes) -> {
            if (node instanceof Heading heading) {
                var title = words(heading).strip();
                var name = title.replace(' ', '-');
                var id = name;
                for (int turn = 2; !ids.add(id); turn++) {
                    id = name + "-" + turn;
                }
                sections.add(new Section(heading.getLevel(), id, title));
                attributes.put("id", id);
            }
        };
    }

    private static String words(Node heading) {
        var words = new StringBuilder();
        heading.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(Text text) {
                        words.append(text.getLiteral());
                    }

                    @Override
                    public void visit(Code code) {
                        words.append(code.getLiteral());
                    }

                    @Override
                    public void visit(SoftLineBreak end) {
                        words.append(' ');
                    }
                });
        return words.toString();
    }

    /// Blocks fenced as Java are coloured as cells are.
    private static final class JavaBlocks implements NodeRenderer {
        private final HtmlNodeRendererContext context;

        JavaBlocks(HtmlNodeRendererContext context) {
            this.context = context;
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FencedCodeBlock.class);
        }

        @Override
        public void render(Node node) {
            var block = (FencedCodeBlock) node;
            var language = block.getInfo() == null ? "" : block.getInfo().strip();
            var out = context.getWriter();
            out.line();
            out.tag("pre");
            out.tag("code");
            out.raw(
                    language.equals("java")
                            ? JavaInk.html(block.getLiteral())
                            : PageText.escaped(block.getLiteral()));
            out.tag("/code");
            out.tag("/pre");
            out.line();
        }
    }
}
