package org.dhurandhar.model;

/// Where a model's inventory was learnt from.
public enum Origin {
    /// Built in, or a file in `~/.dhurandhar/models`.
    CATALOGUE("catalogue"),
    /// A YAML file of the user.
    YAML("yaml"),
    /// A `config.json`.
    CONFIG_JSON("config.json"),
    /// A safetensors header.
    SAFETENSORS("safetensors"),
    /// A GGUF header.
    GGUF("gguf");

    private final String word;

    Origin(String word) {
        this.word = word;
    }

    /// The word used in reports.
    public String word() {
        return word;
    }
}
