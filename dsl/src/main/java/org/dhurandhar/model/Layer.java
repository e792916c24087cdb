package org.dhurandhar.model;

import org.jspecify.annotations.Nullable;

/// What one block keeps between tokens, as the reference library caches it.
public sealed interface Layer {
    /// Rows of one cached tensor per token: `count` heads of `dim` values.
    record Heads(int count, int dim) {
        /// Values cached per token.
        public long width() {
            return (long) count * dim;
        }
    }

    /// State that does not grow with the context, in values per sequence.
    ///
    /// @param convolution values of the convolution windows, kernel size wide
    /// @param recurrent values of the recurrent state
    record State(long convolution, long recurrent) {
        /// All values of the state.
        public long elements() {
            return convolution + recurrent;
        }
    }

    /// Caches keys and values of every token.
    record Full(Heads k, Heads v) implements Layer {}

    /// Caches keys and values of the last `window` tokens.
    ///
    /// @param chunked whether the window is a fixed chunk (Llama 4) and does not slide
    record Sliding(Heads k, Heads v, int window, boolean chunked) implements Layer {}

    /// Reads the cache of an earlier layer and has none of its own.
    ///
    /// @param source the layer whose cache it reads
    record Shared(int source) implements Layer {}

    /// Caches one compressed latent (multi-head latent attention, DeepSeek-V2, section 2.1).
    ///
    /// @param latent width of the compressed keys and values (`kv_lora_rank`)
    /// @param rope width of the rotary part shared by all heads
    record Latent(int latent, int rope) implements Layer {
        @Override
        public Heads k() {
            return new Heads(1, latent);
        }

        @Override
        public Heads v() {
            return new Heads(1, rope);
        }
    }

    /// Keeps a recurrent state, and the convolution window before it.
    record Recurrent(State state) implements Layer {
        @Override
        public long stateElements() {
            return state.elements();
        }
    }

    /// Keeps a convolution window only.
    record Convolution(State state) implements Layer {
        @Override
        public long stateElements() {
            return state.elements();
        }
    }

    /// Attention and a state in the same layer.
    ///
    /// @param window sliding window in tokens, or 0 for full attention
    record Hybrid(Heads k, Heads v, int window, State state) implements Layer {
        @Override
        public long stateElements() {
            return state.elements();
        }
    }

    /// Caches nothing.
    record Stateless() implements Layer {}

    /// Cached keys of one token as the reference library shapes them, or null where there are none.
    default @Nullable Heads k() {
        return null;
    }

    /// Cached values of one token, likewise.
    default @Nullable Heads v() {
        return null;
    }

    /// Tokens whose keys and values are kept, or 0 for all of them.
    default int window() {
        return 0;
    }

    /// Values of the state of one sequence.
    default long stateElements() {
        return 0;
    }

    /// Values cached for each token.
    default long width() {
        var k = k();
        var v = v();
        return (k == null ? 0 : k.width()) + (v == null ? 0 : v.width());
    }

    /// The word used in reports.
    default String kind() {
        return switch (this) {
            case Full f -> "full";
            case Sliding s -> "sliding";
            case Shared s -> "shared";
            case Latent l -> "mla";
            case Recurrent r -> "recurrent";
            case Convolution c -> "conv";
            case Hybrid h -> "hybrid";
            case Stateless n -> "none";
        };
    }
}
