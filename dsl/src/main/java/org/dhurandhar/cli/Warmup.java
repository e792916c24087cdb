package org.dhurandhar.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/// What the launcher lets the virtual machine learn from when it makes its cache of fast starts.
final class Warmup {
    private static final String[][] COMMANDS = {
        {"--version"},
        {"analyze-ple", "--model", "gemma4-e2b", "--context-tokens", "32768", "--quant-bits", "4"},
        {"analyze-ple", "--model", "qwen3.5-4b", "--kv", "q8_0", "--json-out", "-"},
        {"analyze-ple", "--model", "no-such-model"},
        {"inspect", "gemma4-e2b", "gpt-oss-20b", "granite-4.0-h-tiny", "--json"},
        {"inspect", "qwen3-4b", "--tensors", "--layout", "gguf", "--quant", "Q4_K_M"},
        {"models"},
        {"devices"},
    };

    private Warmup() {}

    /// Runs the commands and drops what they print.
    public static void main(String[] args) {
        for (var command : COMMANDS) {
            Main.run(
                    new PrintWriter(new StringWriter()),
                    new PrintWriter(new StringWriter()),
                    command);
        }
    }
}
