package org.dhurandhar.report;

import java.util.List;
import java.util.Locale;

/// The style sheet of a report in a page. Its colours are those of the page: of JupyterLab by its
/// variables, else the text's own colour.
final class HtmlStyle {
    static final List<String> VERDICTS = List.of("RESIDENT", "STREAMED", "THRASH", "INFEASIBLE");

    private static final String TEXT =
            """
            .dhurandhar-report{font:15px/1.5 system-ui,sans-serif;\
            color:var(--jp-content-font-color1,inherit);\
            --plot-ink:currentColor;\
            --plot-muted:color-mix(in srgb,currentColor 75%,transparent);\
            --plot-rule:color-mix(in srgb,currentColor 18%,transparent);\
            --plot-paper:var(--jp-layout-color0,var(--vscode-editor-background,\
            var(--dhurandhar-paper,Canvas)))}
            .dhurandhar-report h1{font-size:1.35em;line-height:1.3;margin:0 0 .6em}
            .dhurandhar-report h2{font-size:1.05em;margin:1.8em 0 .5em}
            .dhurandhar-report p{margin:.3em 0}
            .dhurandhar-report figure{margin:1.2em 0;max-width:860px}
            .dhurandhar-report figure>svg,.dhurandhar-report figure>div>svg,\
            .dhurandhar-report figure>img{display:block;width:100%;max-width:100%;height:auto}
            .dhurandhar-report .scroll{overflow-x:auto}
            .dhurandhar-report table{border-collapse:collapse;border:0;margin:0;font-size:.93em}
            .dhurandhar-report th,.dhurandhar-report td{padding:.32em .9em .32em 0;\
            text-align:left;vertical-align:top;max-width:44em;\
            border:0;border-bottom:1px solid var(--plot-rule);background:none}
            .dhurandhar-report .scroll table tbody tr,\
            .dhurandhar-report .scroll table tbody tr:nth-child(odd){background:none}
            .dhurandhar-report th{font-weight:600;border-bottom-width:2px;white-space:nowrap}
            .dhurandhar-report td:first-child{white-space:nowrap}
            .dhurandhar-report .n{text-align:right;font-variant-numeric:tabular-nums;\
            white-space:nowrap}
            .dhurandhar-report .badge{display:inline-block;padding:0 .5em;border-radius:.35em;\
            font-size:.86em;font-weight:600;letter-spacing:.02em}
            """;

    /// In a notebook text is smaller, long tables scroll below their headings, and a picture that
    /// follows the theme covers the still one behind it. Readers that drop styles and SVG keep the
    /// `hidden` attribute, which hides what is left of its texts, and show the still one.
    private static final String NOTEBOOK =
            """
            .dhurandhar-report.cell{font-size:var(--jp-content-font-size1,14px)}
            .dhurandhar-report.cell .title{font-size:1.15em;line-height:1.4;margin:.2em 0 .4em}
            .dhurandhar-report.cell .name{margin:1em 0 .2em}
            .dhurandhar-report.cell figure{margin:.8em 0;max-width:800px}
            .dhurandhar-report.cell .scroll{overflow:auto;max-height:28em}
            .dhurandhar-report.cell th{white-space:normal;vertical-align:bottom}
            .dhurandhar-report.cell .w{white-space:nowrap}
            .dhurandhar-report.cell thead th{position:sticky;top:0;background:var(--plot-paper)}
            .dhurandhar-report.cell .themed:has(svg){display:block!important}
            .dhurandhar-report.cell .themed:has(svg)+.still{display:none}
            @media print{.dhurandhar-report.cell .scroll{max-height:none;overflow:visible}}
            """;

    private HtmlStyle() {}

    static String page() {
        return "<style>\n" + TEXT + badges() + "</style>\n";
    }

    static String notebook() {
        return "<style>\n" + TEXT + NOTEBOOK + badges() + "</style>\n";
    }

    private static String badges() {
        var out = new StringBuilder();
        for (var verdict : VERDICTS) {
            out.append(".dhurandhar-report .badge.").append(verdict.toLowerCase(Locale.ROOT));
            out.append('{').append(colours(verdict)).append("}\n");
        }
        return out.toString();
    }

    /// The colours of a verdict's badge, as a declaration of CSS.
    static String colours(String verdict) {
        int colour = Palette.of(verdict);
        return "background:%s;color:%s"
                .formatted(Palette.css(colour), Palette.css(Palette.inkOn(colour)));
    }
}
