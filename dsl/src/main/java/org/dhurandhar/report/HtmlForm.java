package org.dhurandhar.report;

/// Reports as HTML.
final class HtmlForm {
    private HtmlForm() {}

    static String page(Report report) {
        return "<!doctype html>\n" + fragment(report);
    }

    static String fragment(Report report) {
        throw new UnsupportedOperationException(report.title());
    }
}
