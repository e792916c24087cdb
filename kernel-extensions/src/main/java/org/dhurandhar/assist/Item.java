package org.dhurandhar.assist;

/// What may stand at the cursor.
///
/// @param text what replaces the range of its [Completions]
/// @param type what it is, in the words of Jupyter's clients: `function`, `class`, `instance`,
///   `keyword`, `module`, `magic`, `path`, `param`
/// @param signature parameters or type, as it is shown beside the text; may be empty
public record Item(String text, String type, String signature) {}
