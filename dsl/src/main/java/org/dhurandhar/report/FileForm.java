package org.dhurandhar.report;

import java.nio.file.Path;

/// Reports as files.
final class FileForm {
    private FileForm() {}

    static Path save(Report report, Path file) {
        throw new UnsupportedOperationException(report.title() + file);
    }
}
