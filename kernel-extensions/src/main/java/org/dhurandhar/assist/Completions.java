package org.dhurandhar.assist;

import java.util.List;

/// What may stand at the cursor, best first.
///
/// @param start of what each item's text replaces, in UTF-16 units from the start of the code
/// @param end of it, exclusive
public record Completions(List<Item> items, int start, int end) {
    public Completions {
        items = List.copyOf(items);
    }

    /// Nothing to say at a place.
    public static Completions none(int at) {
        return new Completions(List.of(), at, at);
    }
}
