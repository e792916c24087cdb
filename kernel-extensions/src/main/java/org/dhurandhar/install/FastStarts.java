package org.dhurandhar.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cache from which the virtual machine starts a kernel faster: what a run for practice had to
/// load, link and compile.
///
/// @param file where it lies, or null where none could be made
/// @param took how long it took to make
/// @param why the reason why there is none, or empty
record FastStarts(@Nullable Path file, Duration took, String why) {
    static final String FLAG = "-XX:AOTCache=";

    static final String NAME = "dhurandhar.aot";

    /// A fast machine needs ten seconds.
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /// Makes one beside a jar, for exactly these flags and that class path.
    static FastStarts make(Jdk jdk, List<String> flags, Distribution distribution, String main) {
        var file = distribution.jar().resolveSibling(NAME);
        var words = new ArrayList<>(flags);
        words.add("-XX:AOTCacheOutput=" + file);
        words.addAll(List.of("-cp", distribution.classPath(), main));
        long start = System.nanoTime();
        var answer = Command.of(jdk.java(), words).run(LONGEST);
        var took = Duration.ofNanos(System.nanoTime() - start);
        try {
            Files.deleteIfExists(file.resolveSibling(NAME + ".config"));
            if (answer.succeeded() && Files.isRegularFile(file) && Files.size(file) > 0) {
                return new FastStarts(file, took, "");
            }
            Files.deleteIfExists(file);
        } catch (IOException e) {
            return new FastStarts(null, took, String.valueOf(e.getMessage()));
        }
        return new FastStarts(null, took, "exit code " + answer.code() + ", " + said(answer));
    }

    /// The first line that is not the virtual machine's own report of what it makes.
    private static String said(Command.Answer answer) {
        return answer.output()
                .lines()
                .filter(line ->
                        !line.isBlank() && !line.contains("AOT") && !line.startsWith("WARNING: "))
                .findFirst()
                .orElse("nothing was said");
    }

    /// The same, once a folder that it lies in has moved.
    FastStarts moved(Path from, Path to) {
        return file == null ? this : new FastStarts(to.resolve(from.relativize(file)), took, why);
    }

    /// The flags that use it.
    List<String> flags() {
        return file == null ? List.of() : List.of(FLAG + file);
    }

    /// The file that such a flag names.
    static Path file(String flag) {
        return Path.of(flag.substring(FLAG.length()));
    }
}
