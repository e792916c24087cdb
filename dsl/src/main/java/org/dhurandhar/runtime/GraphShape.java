package org.dhurandhar.runtime;

/// The batch that a graph is built for, and what of the settings changes the graph.
///
/// @param tokens of the batch, a multiple of the sequences
/// @param sequences that the batch is shared by
/// @param outputs rows that logits are wanted for
/// @param streams separate caches
/// @param fused flash attention
/// @param castK keys cached in F32, cast before flash attention
/// @param castV values cached in F32, cast before flash attention
/// @param embeddings whether embeddings are answered
/// @param mixed whether the batch may hold tokens and embeddings
/// @param gathersSlots whether the states of all slots but one are gathered even where they are
///   read in place
record GraphShape(
        long tokens,
        long sequences,
        long outputs,
        long streams,
        boolean fused,
        boolean castK,
        boolean castV,
        boolean quantisedK,
        boolean quantisedV,
        boolean embeddings,
        boolean mixed,
        boolean gathersSlots) {
    long sequenceTokens() {
        return tokens / sequences;
    }

    GraphShape batch(long tokenCount, long outputCount) {
        return new GraphShape(
                LlamaCaches.padded(tokenCount, sequences),
                sequences,
                outputCount,
                streams,
                fused,
                castK,
                castV,
                quantisedK,
                quantisedV,
                embeddings,
                mixed,
                gathersSlots);
    }
}
