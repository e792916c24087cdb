package org.dhurandhar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bad input ends in three lines that say what to type next, exit code 2, nothing printed and
/// nothing written. The commands and their messages stand in `bad-inputs.txt`.
final class BadInputTest {
    private static final int BAD_INPUT = 2;
    private static final Path FULL = Path.of("/dev/full");
    private static final String NO_ROOM =
            "  expected: a folder that can be written, on a disk with room\n"
                    + "  try:    free some room, or name another file\n";

    @TempDir static Path folder;

    /// A command, `{}` for the folder of bad files and `{name}` for its name, and the message it
    /// ends in.
    record Case(String command, String message) {
        @Override
        public String toString() {
            return command;
        }
    }

    @BeforeAll
    static void write_bad_files() throws IOException {
        BadFiles.write(folder);
        Files.writeString(folder.resolve("kept.json"), "kept");
    }

    static List<Case> cases() throws IOException {
        try (var in = BadInputTest.class.getResourceAsStream("bad-inputs.txt")) {
            assertThat(in).isNotNull();
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var cases = new ArrayList<Case>();
            for (var block : text.strip().split("\n\n", -1)) {
                int end = block.indexOf('\n');
                cases.add(new Case(block.substring(2, end), block.substring(end + 1) + "\n"));
            }
            return cases;
        }
    }

    @Test
    void there_are_many_cases() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(60);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ends_in_three_lines_and_writes_nothing(Case bad) throws IOException {
        var arguments = arguments(bad.command);
        if (bad.command.startsWith("analyze-ple") && !arguments.contains("--json-out")) {
            arguments.add(1, "--json-out");
            arguments.add(2, folder.resolve("kept.json").toString());
        }
        var before = contents();
        var run = Run.of(arguments);
        assertThat(run.err())
                .isEqualTo(
                        bad.message
                                .replace("{}", folder.toString())
                                .replace("{name}", String.valueOf(folder.getFileName())));
        assertThat(run.err().lines()).hasSize(3);
        assertThat(run.code()).isEqualTo(BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(contents()).isEqualTo(before);
    }

    private static List<String> arguments(String command) {
        var arguments = new ArrayList<String>();
        for (var word : command.split(" ", -1)) {
            arguments.add(
                    word.replace("{}", folder.toString())
                            .replace("<NUL>", "\0")
                            .replace("<EMPTY>", ""));
        }
        return arguments;
    }

    private static Map<String, String> contents() throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.toList()) {
                contents.put(
                        file.toString(),
                        Files.isRegularFile(file)
                                ? Arrays.toString(Files.readAllBytes(file))
                                : "no regular file");
            }
        }
        return contents;
    }

    @Test
    void an_unreadable_file_is_named() throws IOException {
        var file = Files.writeString(folder.resolve("secret.json"), "{}");
        try {
            assumeTrue(file.toFile().setReadable(false), "permissions cannot be set here");
            assumeFalse(Files.isReadable(file), "this user reads everything");
            var run = Run.of("analyze-ple", "--model", file.toString());
            assertThat(run.err())
                    .isEqualTo(
                            "UnreadableFile: "
                                    + file
                                    + " cannot be read: permission denied\n"
                                    + "  expected: a readable file\n"
                                    + "  try:    check the path and its permissions\n");
            assertThat(run.code()).isEqualTo(BAD_INPUT);
            assertThat(run.out()).isEmpty();
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void a_full_disk_under_the_json_is_said_before_anything_is_printed() {
        assumeTrue(Files.exists(FULL), "no " + FULL + " here");
        var run = Run.of("analyze-ple", "--json-out", FULL.toString());
        assertThat(run.err())
                .isEqualTo("WriteFailed: /dev/full: No space left on device\n" + NO_ROOM);
        assertThat(run.code()).isEqualTo(BAD_INPUT);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void a_folder_that_takes_no_files_is_said_before_anything_is_printed() throws IOException {
        var locked = Files.createDirectory(folder.resolve("locked"));
        try {
            assumeTrue(locked.toFile().setWritable(false), "permissions cannot be set here");
            assumeFalse(Files.isWritable(locked), "this user writes everywhere");
            var target = locked.resolve("x.json");
            var run = Run.of("analyze-ple", "--json-out", target.toString());
            assertThat(run.err())
                    .isEqualTo("WriteFailed: " + target + ": permission denied\n" + NO_ROOM);
            assertThat(run.code()).isEqualTo(BAD_INPUT);
            assertThat(run.out()).isEmpty();
        } finally {
            locked.toFile().setWritable(true);
            Files.delete(locked);
        }
    }

    @Test
    void a_full_disk_under_standard_output_is_an_error() throws Exception {
        assumeTrue(Files.exists(FULL), "no " + FULL + " here");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                new ProcessBuilder(
                                java,
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "formats")
                        .redirectOutput(new File(FULL.toString()))
                        .start();
        var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(BAD_INPUT);
        assertThat(err)
                .isEqualTo(
                        """
                        WriteFailed: standard output does not take what is written
                          expected: an open pipe, or a file on a disk with room
                          try:    free some room, or name another file
                        """);
    }
}
