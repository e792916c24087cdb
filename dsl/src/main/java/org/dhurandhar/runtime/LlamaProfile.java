package org.dhurandhar.runtime;

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
        long libraryPages) {}
