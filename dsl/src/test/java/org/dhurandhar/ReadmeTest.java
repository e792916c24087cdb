package org.dhurandhar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.dhurandhar.cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the documents say to type works: commands end with exit code 0, Java runs in jshell.
final class ReadmeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path README = ROOT.resolve("README.md");
    private static final Path MAIN = ROOT.resolve("dsl/src/main");
    private static final String COMMAND = "./dhurandhar ";

    /// Commands that wait for a user, or that the tests of another module run.
    private static final List<String> ELSEWHERE = List.of("shell", "lab", "notebook ", "kernel ");

    @TempDir private Path folder;

    /// A fenced block and the document it stands in.
    record Block(Path document, String code) {
        @Override
        public String toString() {
            return ROOT.relativize(document) + ": " + code.lines().findFirst().orElse("");
        }
    }

    private static List<Path> documents() throws IOException {
        var documents = new ArrayList<>(List.of(README));
        try (var files = Files.walk(ROOT.resolve("configs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        return documents;
    }

    /// A command and the document it stands in.
    record Command(Path document, String line) {
        @Override
        public String toString() {
            return line;
        }
    }

    static List<Command> commands() throws IOException {
        var commands = new ArrayList<Command>();
        for (var document : documents()) {
            for (var line : Files.readAllLines(document)) {
                var text = line.strip().replaceFirst("^\\$ ", "");
                if (text.startsWith(COMMAND)
                        && ELSEWHERE.stream().noneMatch(word -> text.startsWith(COMMAND + word))) {
                    commands.add(new Command(document, text.substring(COMMAND.length()).strip()));
                }
            }
        }
        return commands;
    }

    static List<Block> blocks() throws IOException {
        var blocks = new ArrayList<Block>();
        for (var document : documents()) {
            blocks(document, "", "java", blocks);
        }
        try (var files = Files.walk(MAIN.resolve("java"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                blocks(file, "///", "java", blocks);
            }
        }
        return blocks;
    }

    private static void blocks(Path document, String margin, String language, List<Block> blocks)
            throws IOException {
        StringBuilder open = null;
        for (var line : Files.readAllLines(document)) {
            var text = line.strip();
            if (!text.startsWith(margin)) {
                open = null;
                continue;
            }
            text = text.substring(margin.length()).strip();
            if (open != null && text.startsWith("```")) {
                blocks.add(new Block(document, open.toString()));
                open = null;
            } else if (open != null) {
                open.append(margin.isEmpty() ? line : text).append('\n');
            } else if (text.equals("```" + language)) {
                open = new StringBuilder();
            }
        }
    }

    @Test
    void the_first_commands_stand_in_the_readme() throws IOException {
        assertThat(README)
                .content()
                .contains(
                        "./dhurandhar analyze-ple --model gemma4-e2b --context-tokens 32768"
                                + " --quant-bits 4",
                        "./mvnw verify");
        assertThat(blocks()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_that_is_shown_runs(Command command) throws IOException {
        var run = Run.of(arguments(command));
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).isNotBlank();
    }

    /// Paths stand below the top of the repository, or the document shows what the file holds; what
    /// is written goes to a folder of the test.
    private String[] arguments(Command command) throws IOException {
        var words = command.line.split(" +", -1);
        for (int i = 0; i < words.length; i++) {
            if (i > 0 && words[i - 1].equals("--json-out") && !words[i].equals("-")) {
                words[i] = folder.resolve("out.json").toString();
            } else if (i > 0 && words[i - 1].equals("--plot")) {
                words[i] = folder.resolve(words[i]).toString();
            } else if (words[i].contains("/") && Files.exists(ROOT.resolve(words[i]))) {
                words[i] = ROOT.resolve(words[i]).toString();
            } else if (words[i].endsWith(".yaml")) {
                words[i] = shown(command.document, words[i]).toString();
            }
        }
        return words;
    }

    private Path shown(Path document, String name) throws IOException {
        var yaml = new ArrayList<Block>();
        blocks(document, "", "yaml", yaml);
        assertThat(yaml).as("what " + name + " holds").isNotEmpty();
        return Files.writeString(folder.resolve(name), yaml.getFirst().code);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void java_that_is_shown_runs(Block block) throws IOException {
        try (var shell = JShell.builder().executionEngine("local").build()) {
            for (var jar : classPath()) {
                shell.addToClasspath(jar);
            }
            for (var line : Files.readAllLines(MAIN.resolve("jshell/dhurandhar.jsh"))) {
                run(shell, line);
            }
            var values = run(shell, block.code);
            assertThat(values).isNotEmpty();
        }
    }

    @Test
    void what_errors_say_to_type_runs_in_the_shell() throws IOException {
        try (var shell = JShell.builder().executionEngine("local").build()) {
            for (var jar : classPath()) {
                shell.addToClasspath(jar);
            }
            for (var line : Files.readAllLines(MAIN.resolve("jshell/dhurandhar.jsh"))) {
                run(shell, line);
            }
            assertThat(
                            run(
                                    shell,
                                    "model(\"gemma4-e2b\").quant(4).on(\"pixel-9-pro\"); models();"
                                            + " devices(); runtimes(); formats();"))
                    .hasSize(5);
        }
    }

    private static List<String> classPath() {
        var path =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(path.split(java.io.File.pathSeparator, -1));
    }

    private static List<SnippetEvent> run(JShell shell, String code) {
        var events = new ArrayList<SnippetEvent>();
        var analysis = shell.sourceCodeAnalysis();
        var rest = code;
        while (!rest.isBlank()) {
            var info = analysis.analyzeCompletion(rest);
            assertThat(info.source()).as(rest).isNotNull();
            for (var event : shell.eval(info.source())) {
                assertThat(event.status())
                        .as(info.source() + problems(shell, event))
                        .isEqualTo(Snippet.Status.VALID);
                assertThat(event.exception()).as(info.source()).isNull();
                events.add(event);
            }
            rest = info.remaining();
        }
        return events;
    }

    private static List<String> problems(JShell shell, SnippetEvent event) {
        return shell.diagnostics(event.snippet()).map(d -> d.getMessage(null)).toList();
    }
}
