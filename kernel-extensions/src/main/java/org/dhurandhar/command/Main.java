package org.dhurandhar.command;

/// The command line with the commands for notebooks.
public final class Main {
    private Main() {}

    /// Runs a command.
    public static void main(String[] args) {
        throw new UnsupportedOperationException("skeleton");
    }
}
