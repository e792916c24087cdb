package org.dhurandhar.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.model.GgufFile;
import org.dhurandhar.model.GgufLayout;
import org.dhurandhar.model.WeightFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The memory rules against the real llama.cpp library on this machine.
class LiveLlamaTest {
    private static final LlamaProfile PROFILE = LlamaProfile.named("llama.cpp-lib");
    private static final LlamaSettings ONE =
            LlamaSettings.defaults().slots(1, false).batches(512, 512);

    private static final List<LlamaSettings> FOR_EVERY_MODEL =
            List.of(
                    ONE.context(1_024),
                    ONE.context(2_048).slots(4, false).batches(128, 128),
                    ONE.context(2_048).slots(4, false).batches(16, 16),
                    ONE.context(2_048).flashAttention(false),
                    ONE.context(1_500).batches(200, 200).weights(LoadMode.NONE, true));

    private static final List<LlamaSettings> FOR_THE_REAL_MODEL =
            List.of(
                    ONE.context(100),
                    ONE.context(300),
                    ONE.context(512),
                    ONE.context(4_096),
                    ONE.context(8_192).batches(64, 64),
                    ONE.context(2_048).slots(4, false),
                    ONE.context(600).slots(3, false).batches(128, 128),
                    ONE.context(2_048).flashAttention(false),
                    ONE.context(1_024).kv(WeightFormat.Q8_0, WeightFormat.Q8_0),
                    ONE.context(1_024).kv(WeightFormat.Q8_0, WeightFormat.Q4_0),
                    ONE.context(1_024).kv(WeightFormat.F32, WeightFormat.F32),
                    ONE.context(1_024).weights(LoadMode.NONE, true));

    private static final List<LlamaSettings> REFUSED =
            List.of(
                    ONE.context(512).flashAttention(false).kv(WeightFormat.F16, WeightFormat.Q8_0),
                    ONE.context(512).kv(WeightFormat.Q8_0, WeightFormat.F16));

    private static final String SKIPPED =
            "LiveLlamaTest skipped; to enable it: .ci/live (fetches llama.cpp's library and a"
                    + " model, sets DHURANDHAR_LIVE=LIBRARY_FOLDER:MODEL.gguf)";

    private static @Nullable LiveLibrary found;

    private final LiveTable table = new LiveTable();

    @TempDir private Path work;

    @BeforeAll
    static void the_library_is_here() {
        found = LiveLibrary.find();
        if (found == null) {
            System.out.println(SKIPPED);
        }
        assumeTrue(found != null, SKIPPED);
    }

    @Test
    void the_real_library_allocates_what_the_rules_say() throws IOException {
        var library = library();
        for (var model : TinyModels.all()) {
            var file = written(model);
            for (var settings : FOR_EVERY_MODEL) {
                compare(library, file, model.name, model.layout(), settings);
            }
            Files.delete(file);
        }
        for (var settings : FOR_THE_REAL_MODEL) {
            compare(
                    library,
                    library.model(),
                    "smollm2-135m-q4_1",
                    GgufFile.read(library.model()).layout(),
                    settings);
        }
        publish();
        assertThat(table.missed()).isEmpty();
    }

    @Test
    void what_the_real_library_refuses_is_refused() throws IOException {
        var odd = TinyModels.oddLlama();
        var file = written(odd);
        for (var settings : REFUSED) {
            assertThat(library().run(file, settings, settings.batch(), work).refused())
                    .as(words(settings))
                    .isNotNull();
            assertThatThrownBy(() -> LlamaMemory.of(odd.layout(), settings, PROFILE))
                    .as(words(settings))
                    .isInstanceOf(DhurandharException.class);
        }
    }

    private void compare(
            LiveLibrary library, Path file, String name, GgufLayout layout, LlamaSettings settings)
            throws IOException {
        var ours = LlamaMemory.of(layout, settings, PROFILE);
        var theirs = library.run(file, settings, batch(layout, settings), work);
        var words = words(settings);
        assertThat(theirs.refused()).as(name + " " + words).isNull();
        table.run();
        var weights = ours.weights();
        boolean mapped = settings.loadMode().mapped();
        table.printed(
                name,
                words,
                mapped ? "mapped" : "heap",
                mapped ? weights.mapped() : weights.heap(),
                theirs.buffer(mapped ? "CPU_Mapped" : "CPU"));
        table.printed(name, words, "repack", weights.repacked(), theirs.buffer("CPU_REPACK"));
        table.exact(
                name,
                words,
                "weights",
                weights.mapped() + weights.heap() + weights.repacked(),
                theirs.weightBytes());
        caches(name, words, ours.caches(), theirs.kv());
        table.printed(name, words, "state", ours.stateBytes(), theirs.state());
        table.printed(name, words, "output", ours.outputBytes(), theirs.output());
        long kept = ours.caches().bytes() + ours.stateBytes();
        table.compute(name, words, ours.compute(), theirs.compute(), theirs.contextBytes() - kept);
    }

    private void caches(String name, String words, LlamaCaches ours, List<LiveRun.Cache> theirs) {
        var expected =
                Stream.of(ours.full(), ours.sliding())
                        .filter(cache -> !cache.layers().isEmpty())
                        .toList();
        assertThat(theirs).as(name + " " + words).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            var cache = expected.get(i);
            assertThat(theirs.get(i).cells()).as(name + " " + words).isEqualTo(cache.cells());
            assertThat(theirs.get(i).layers())
                    .as(name + " " + words)
                    .isEqualTo(cache.layers().size());
            table.printed(name, words, "K", cache.kBytes(), theirs.get(i).k());
            table.printed(name, words, "V", cache.vBytes(), theirs.get(i).v());
        }
    }

    /// What node-llama-cpp 3.22.1 passes on for a batch: one token more where the file names a
    /// window and the cache is not of full size. The driver calls the library without it.
    private static int batch(GgufLayout layout, LlamaSettings settings) {
        boolean windows = layout.integer("attention.sliding_window", 0) > 0;
        return windows && !settings.swaFull() ? settings.batch() + 1 : settings.batch();
    }

    private static LiveLibrary library() {
        if (found == null) {
            throw new IllegalStateException("the live library is missing");
        }
        return found;
    }

    private Path written(TinyModel model) {
        return model.write(work.resolve(model.name + ".gguf"));
    }

    private static String words(LlamaSettings s) {
        return String.format(
                Locale.ROOT,
                "%d x%d batch %d %s/%s%s%s",
                s.contextTokens(),
                s.slots(),
                s.batch(),
                s.kType(),
                s.vType(),
                s.flashAttention() ? "" : " fa off",
                s.loadMode().mapped() ? "" : " no mmap");
    }

    /// Writes every row beside the build's other results, and prints the main ones.
    private void publish() throws IOException {
        var target = Path.of(System.getProperty("basedir", "."), "target");
        Files.createDirectories(target);
        Files.writeString(target.resolve("live.txt"), table.full());
        System.out.print(table.brief());
    }
}
