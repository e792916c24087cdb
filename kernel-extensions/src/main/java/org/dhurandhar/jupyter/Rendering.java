package org.dhurandhar.jupyter;

import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dhurandhar.report.Report;

/// What notebooks show of values, as MIME bundles.
public final class Rendering {
    private Rendering() {}

    /// Teaches a kernel's renderer our results, tables, charts and images.
    public static void register(Renderer renderer) {
        renderer.createRegistration(Report.class)
                .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_MARKDOWN, MIMEType.TEXT_PLAIN)
                .register(Rendering::report);
    }

    private static void report(Report report, RenderContext context) {
        context.renderIfRequested(MIMEType.TEXT_HTML, () -> report.htmlFragment());
        context.renderIfRequested(MIMEType.TEXT_MARKDOWN, () -> report.markdown());
        context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> report.toString());
    }
}
