package org.dhurandhar.engine;

/// Colours of a terminal, which notebooks show too.
enum Ink {
    NAME("1;31"),
    ARROW("1;32"),
    DIM("2"),
    STRONG("1");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    String on(String text) {
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
