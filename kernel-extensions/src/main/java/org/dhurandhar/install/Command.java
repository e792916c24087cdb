package org.dhurandhar.install;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Another program: its words, and its environment where that is not ours.
record Command(List<String> words, @Nullable Map<String, String> variables) {
    Command {
        words = List.copyOf(words);
    }

    /// How a program ended: its exit code (-1 where it did not start or took too long) and what it
    /// printed, both streams in one.
    record Answer(int code, String output) {
        boolean succeeded() {
            return code == 0;
        }

        /// Its last line that says something, or `nothing`.
        String lastLine() {
            return output.lines().filter(l -> !l.isBlank()).reduce("nothing", (a, b) -> b).strip();
        }
    }

    static Command of(Path program, String... arguments) {
        return of(program, List.of(arguments));
    }

    static Command of(Path program, List<String> arguments) {
        var words = new ArrayList<String>();
        words.add(program.toString());
        words.addAll(arguments);
        return new Command(words, null);
    }

    Command environment(Map<String, String> all) {
        return new Command(words, all);
    }

    Answer run(Duration limit) {
        return run(limit, line -> {});
    }

    /// Runs it to its end or for so long; `each` is told the lines it prints.
    Answer run(Duration limit, Consumer<String> each) {
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        if (variables != null) {
            builder.environment().clear();
            builder.environment().putAll(variables);
        }
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var late = new Alarm(process, limit);
            // Where this process is told to end, what it has started ends too.
            var end = Thread.ofPlatform().unstarted(() -> end(process));
            Runtime.getRuntime().addShutdownHook(end);
            try (var lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8))) {
                var output = new StringBuilder();
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    each.accept(line);
                    output.append(line).append('\n');
                }
                int code = process.waitFor();
                return new Answer(late.rang() ? -1 : code, output.toString());
            } finally {
                late.off();
                process.destroy();
                forget(end);
            }
        } catch (IOException e) {
            return new Answer(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted: " + words.getFirst()));
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This process ends already, and the hook runs.
            return;
        }
    }

    /// Ends a process that takes too long.
    private static final class Alarm {
        private final Thread thread;
        private volatile boolean rang;

        Alarm(Process process, Duration limit) {
            thread =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                                        rang = true;
                                        end(process);
                                    }
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            });
        }

        boolean rang() {
            return rang;
        }

        void off() {
            thread.interrupt();
        }
    }
}
