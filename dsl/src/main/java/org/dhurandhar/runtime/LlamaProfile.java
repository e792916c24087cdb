package org.dhurandhar.runtime;

import java.util.List;
import java.util.Objects;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.Catalogue;
import org.dhurandhar.document.MapNode;

/// The numbers of one llama.cpp build and the program around it.
///
/// @param name such as `llama.cpp` or `llama.cpp-lib`
/// @param version of the build that the numbers were measured on
/// @param slots sequences where the user names none
/// @param unifiedByDefault whether those unnamed slots share one cache
/// @param batch default tokens of a logical batch
/// @param microBatch default tokens of a physical batch
/// @param logitRowsPerBatch whether logits are reserved for every token of a batch, not a slot
/// @param mixedInputs whether the graph also holds inputs for batches of tokens and embeddings
/// @param gathersSlots whether the graph gathers the states of all slots but one even where they
///   are read in place
/// @param cellPadding a cache has a multiple of this many cells
/// @param slidingPadding the same for sliding layers
/// @param slidingExtraTokens tokens added to the batch where the file names a window
/// @param avx512 whether the CPU has AVX-512, with which Q2_K is repacked too
/// @param baseBytes anonymous memory of the process with a model, without the terms below
/// @param bytesPerVocabularyToken anonymous memory of the loaded vocabulary, a token
/// @param bytesPerGraphNode anonymous memory reserved for each node a graph may have
/// @param requestBytesPerGraphNode anonymous memory that the first request adds for each of them
/// @param libraryPages resident pages of program and shared libraries, in bytes
/// @param speed how much of the hardware it reaches, by backend
/// @param gpuDriver memory of a GPU's driver inside the process, in bytes
/// @param basis what the figures stand on
record LlamaProfile(
        String name,
        String version,
        int slots,
        boolean unifiedByDefault,
        int batch,
        int microBatch,
        boolean logitRowsPerBatch,
        boolean mixedInputs,
        boolean gathersSlots,
        int cellPadding,
        int slidingPadding,
        int slidingExtraTokens,
        boolean avx512,
        long baseBytes,
        double bytesPerVocabularyToken,
        double bytesPerGraphNode,
        double requestBytesPerGraphNode,
        long libraryPages,
        List<Efficiency> speed,
        Spread gpuDriver,
        Basis basis) {
    LlamaProfile {
        speed = List.copyOf(speed);
    }

    private static final List<String> FIELDS =
            List.of(
                    "kind",
                    "name",
                    "version",
                    "slots",
                    "unified_by_default",
                    "batch",
                    "micro_batch",
                    "logit_rows_per_batch",
                    "mixed_inputs",
                    "gathers_slots",
                    "cell_padding",
                    "sliding_padding",
                    "sliding_extra_tokens",
                    "avx512",
                    "base_bytes",
                    "bytes_per_vocabulary_token",
                    "bytes_per_graph_node",
                    "request_bytes_per_graph_node",
                    "library_pages",
                    "gpu_driver_bytes",
                    "rules",
                    "points",
                    "speed",
                    "source",
                    "confidence");
    private static final String HELP = "rename it, or see ./dhurandhar runtimes";
    private static final Spread NO_DRIVER = new Spread(0, 0, 0);
    private static final int MOST_SLOTS = 256;
    private static final int MOST_TOKENS = 1 << 20;
    private static final long MOST_BYTES = 1L << 50;

    /// The built-in profile of that name, or the user's own.
    ///
    /// @throws DhurandharException where there is none
    static LlamaProfile named(String name) {
        return of(
                new Catalogue("runtimes")
                        .find(name, "runtime", "runtime(\"llama.cpp\")   or   runtimes()"));
    }

    /// Reads a profile of `configs/runtimes`.
    ///
    /// @throws DhurandharException where a field is unknown, missing or out of range
    static LlamaProfile of(MapNode yaml) {
        yaml.onlyKeys(FIELDS, HELP);
        return new LlamaProfile(
                yaml.text("name"),
                yaml.text("version"),
                (int) size(yaml, "slots", 1, MOST_SLOTS),
                yaml.flag("unified_by_default", false),
                (int) size(yaml, "batch", 1, MOST_TOKENS),
                (int) size(yaml, "micro_batch", 1, MOST_TOKENS),
                yaml.flag("logit_rows_per_batch", false),
                yaml.flag("mixed_inputs", false),
                yaml.flag("gathers_slots", false),
                (int) size(yaml, "cell_padding", 1, MOST_TOKENS),
                (int) size(yaml, "sliding_padding", 1, MOST_TOKENS),
                yaml.has("sliding_extra_tokens")
                        ? (int) size(yaml, "sliding_extra_tokens", 0, MOST_TOKENS)
                        : 0,
                yaml.flag("avx512", false),
                size(yaml, "base_bytes", 0, MOST_BYTES),
                rate(yaml, "bytes_per_vocabulary_token"),
                rate(yaml, "bytes_per_graph_node"),
                rate(yaml, "request_bytes_per_graph_node"),
                size(yaml, "library_pages", 0, MOST_BYTES),
                Efficiency.of(yaml),
                yaml.has("gpu_driver_bytes") ? Spread.of(yaml, "gpu_driver_bytes") : NO_DRIVER,
                Basis.of(yaml));
    }

    private static long size(MapNode yaml, String key, long least, long most) {
        long value = yaml.integer(key);
        if (value < least || value > most) {
            throw wrong(yaml, key, least + " to " + most);
        }
        return value;
    }

    private static double rate(MapNode yaml, String key) {
        double value = yaml.real(key, 0);
        if (!(value >= 0 && value <= MOST_TOKENS)) {
            throw wrong(yaml, key, "0 to " + MOST_TOKENS + " bytes");
        }
        return value;
    }

    private static DhurandharException wrong(MapNode yaml, String key, String expected) {
        return yaml.wrong(key, Objects.requireNonNull(yaml.get(key)), expected);
    }
}
