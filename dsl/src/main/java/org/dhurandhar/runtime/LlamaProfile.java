package org.dhurandhar.runtime;

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
/// @param cellPadding a cache has a multiple of this many cells
/// @param slidingPadding the same for sliding layers
/// @param slidingExtraTokens tokens added to the batch where the file names a window
/// @param baseBytes anonymous memory of the process with a model, without the terms below
/// @param bytesPerVocabularyToken anonymous memory of the loaded vocabulary, a token
/// @param bytesPerGraphNode anonymous memory reserved for each node a graph may have
/// @param requestBytesPerGraphNode anonymous memory that the first request adds for each of them
/// @param libraryPages resident pages of program and shared libraries, in bytes
public record LlamaProfile(
        String name,
        String version,
        int slots,
        boolean unifiedByDefault,
        int batch,
        int microBatch,
        boolean logitRowsPerBatch,
        boolean mixedInputs,
        int cellPadding,
        int slidingPadding,
        int slidingExtraTokens,
        long baseBytes,
        double bytesPerVocabularyToken,
        double bytesPerGraphNode,
        double requestBytesPerGraphNode,
        long libraryPages) {

    /// The built-in profile of that name, or the user's own.
    ///
    /// @throws org.dhurandhar.DhurandharException where there is none
    public static LlamaProfile named(String name) {
        return of(
                new Catalogue("runtimes")
                        .find(name, "runtime", "runtime(\"llama.cpp\")   or   runtimes()"));
    }

    /// Reads a profile of `configs/runtimes`.
    static LlamaProfile of(MapNode yaml) {
        return new LlamaProfile(
                yaml.text("name"),
                yaml.text("version"),
                (int) yaml.integer("slots"),
                yaml.flag("unified_by_default", false),
                (int) yaml.integer("batch"),
                (int) yaml.integer("micro_batch"),
                yaml.flag("logit_rows_per_batch", false),
                yaml.flag("mixed_inputs", false),
                (int) yaml.integer("cell_padding"),
                (int) yaml.integer("sliding_padding"),
                (int) yaml.integer("sliding_extra_tokens", 0),
                yaml.integer("base_bytes"),
                yaml.real("bytes_per_vocabulary_token", 0),
                yaml.real("bytes_per_graph_node", 0),
                yaml.real("request_bytes_per_graph_node", 0),
                yaml.integer("library_pages"));
    }
}
