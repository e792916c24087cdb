package org.dhurandhar.document;

import java.util.List;

/// A list of values.
public record ListNode(Place place, List<Node> items) implements Node {
    public ListNode {
        items = List.copyOf(items);
    }

    @Override
    public String describe() {
        return "a list of " + items.size();
    }
}
