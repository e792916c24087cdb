package org.dhurandhar.runtime;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.dhurandhar.document.Documents;
import org.dhurandhar.document.MapNode;
import org.jspecify.annotations.Nullable;

/// The prebuilt llama.cpp library, run in a process of its own a context.
///
/// @param folder holds `llama-addon.node` and the libraries beside it
/// @param model a real model, small enough to fetch
record LiveLibrary(Path folder, Path model) {
    private static final int SECONDS = 60;

    /// Where `DHURANDHAR_LIVE` (folder of the library, colon, GGUF file) says it is, or null.
    static @Nullable LiveLibrary find() {
        var live = System.getenv("DHURANDHAR_LIVE");
        if (live == null || live.isBlank()) {
            return null;
        }
        var parts = live.split(File.pathSeparator, 2);
        if (parts.length < 2) {
            throw new IllegalStateException(
                    "DHURANDHAR_LIVE=" + live + " is not FOLDER_OF_THE_LIBRARY:MODEL.gguf");
        }
        return new LiveLibrary(Path.of(parts[0]), Path.of(parts[1]));
    }

    /// Makes one context in the runtime.
    ///
    /// @param batch tokens that the runtime is told, logical and physical
    /// @param work where the driver's output goes
    LiveRun run(Path gguf, LlamaSettings settings, int batch, Path work) throws IOException {
        var out = work.resolve("driver.json");
        var log = work.resolve("driver.log");
        var process =
                new ProcessBuilder(
                                "node",
                                driver().toString(),
                                folder.toString(),
                                gguf.toString(),
                                json(settings, batch))
                        .redirectOutput(out.toFile())
                        .redirectError(log.toFile())
                        .start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("no answer from the runtime after " + SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        int code = process.exitValue();
        if (code != 0 && code != 3) {
            throw new IOException(
                    "the driver ended with %d on %s %s; end of its log:%n%s"
                            .formatted(code, gguf.getFileName(), json(settings, batch), tail(log)));
        }
        return LiveRun.of((MapNode) Documents.parse("driver.json", Files.readAllBytes(out)));
    }

    private static String tail(Path log) throws IOException {
        var text = Files.readString(log, StandardCharsets.UTF_8);
        return text.substring(Math.max(0, text.length() - 2_000));
    }

    private static Path driver() {
        var resource = LiveLibrary.class.getResource("llama-driver.mjs");
        try {
            return Path.of(Objects.requireNonNull(resource).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(LlamaSettings s, int batch) {
        return """
        {"context":%d,"sequences":%d,"batch":%d,"flashAttention":%b,"k":"%s","v":"%s",\
        "mmap":%b,"swaFull":%b,"tokens":32}\
        """
                .formatted(
                        s.contextTokens(),
                        s.slots(),
                        batch,
                        s.flashAttention(),
                        s.kType().label().toLowerCase(Locale.ROOT),
                        s.vType().label().toLowerCase(Locale.ROOT),
                        s.loadMode() == LoadMode.MMAP,
                        s.swaFull());
    }
}
