package org.dhurandhar.document;

/// One value of a parsed YAML or JSON document.
public sealed interface Node permits MapNode, ListNode, ScalarNode {
    /// Where the value begins.
    Place place();

    /// What kind of value it is, in words for error messages.
    String describe();
}
