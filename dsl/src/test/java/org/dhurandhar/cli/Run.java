package org.dhurandhar.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/// What one command printed, run in this process.
public record Run(int code, String out, String err) {
    /// Runs a command.
    public static Run of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Run(code, out.toString(), err.toString());
    }

    static Run of(List<String> arguments) {
        return of(arguments.toArray(String[]::new));
    }
}
