package org.dhurandhar.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.dhurandhar.document.Documents;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/// The entry point of the command line.
@Command(
        name = "dhurandhar",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = Main.AnalyzePle.class)
public final class Main {
    private Main() {}

    /// Runs a command; the process ends with its exit code.
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    /// Start-up probe: parses YAML and prints what it was given.
    @Command(name = "analyze-ple", mixinStandardHelpOptions = true)
    static final class AnalyzePle implements Runnable {
        @Option(names = "--model")
        String model = "";

        @Option(names = "--context-tokens")
        int context;

        @Option(names = "--quant-bits")
        int bits;

        @Override
        public void run() {
            var text = "name: %s\ncontext: %d\nbits: %d\n".formatted(model, context, bits);
            System.out.println(
                    Documents.parse("probe.yaml", text.getBytes(StandardCharsets.UTF_8))
                            .describe());
        }
    }

    /// The version, from the build.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            try (var in = Main.class.getResourceAsStream("version.txt")) {
                if (in == null) {
                    throw new IllegalStateException("resource missing: version.txt");
                }
                var version = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
                return new String[] {"dhurandhar " + version};
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
