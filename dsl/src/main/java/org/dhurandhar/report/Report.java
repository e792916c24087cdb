package org.dhurandhar.report;

/// A result that shows itself: as text at a prompt, and whole as JSON.
public interface Report {
    /// The whole report as text, no wider than `width` columns (0: no limit).
    String text(int width);

    /// The whole report as one JSON object.
    String json();
}
