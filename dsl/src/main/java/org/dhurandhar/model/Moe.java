package org.dhurandhar.model;

import org.jspecify.annotations.Nullable;

/// A mixture of experts in place of the dense feed-forward of some layers.
///
/// @param scope prefix of the block, such as `mlp.`
/// @param router name of the router
/// @param keys what sizes the experts
/// @param form how experts are stored
/// @param sparse which layers have experts
/// @param dense the feed-forward of the other layers
/// @param beside what sparse layers have beside their routed experts, or null
record Moe(
        String scope,
        String router,
        Keys keys,
        Form form,
        Sparse sparse,
        Block dense,
        @Nullable Block beside)
        implements Block {
    /// Keys of the number of experts, of those a token uses, of their inner width.
    record Keys(String count, String used, String width) {}

    /// How experts are stored.
    enum Form {
        /// Output first: [E, 2f, h] and [E, h, f].
        OUTPUT_FIRST,
        /// Input first: [E, h, 2f] and [E, f, h].
        INPUT_FIRST,
        /// Input first, with biases of experts and router.
        INPUT_FIRST_BIASED
    }

    /// Which layers have experts.
    enum Sparse {
        ALL,
        /// Every `decoder_sparse_step`-th that is not among `mlp_only_layers`.
        STEP,
        /// From `first_k_dense_replace` on.
        AFTER_FIRST,
        /// Every `moe_layer_interval`-th from `moe_layer_start_index` to `moe_layer_end_index`.
        RANGE,
        /// `moe_layers`, or else every `interleave_moe_layer_step`-th.
        LISTED;

        boolean at(Config c, int layer) {
            return switch (this) {
                case ALL -> true;
                case STEP -> {
                    var dense = c.integers("mlp_only_layers");
                    yield (dense == null || !dense.contains((long) layer))
                            && (layer + 1) % c.size("decoder_sparse_step") == 0;
                }
                case AFTER_FIRST -> layer >= c.size("first_k_dense_replace");
                case RANGE -> {
                    double end = c.realOr(-1, "moe_layer_end_index");
                    yield (layer + 1) % c.size("moe_layer_interval") == 0
                            && layer >= c.size("moe_layer_start_index")
                            && (end == -1 || layer <= end);
                }
                case LISTED -> {
                    var listed = c.integers("moe_layers");
                    yield listed != null
                            ? listed.contains((long) layer)
                            : (layer + 1) % c.size("interleave_moe_layer_step") == 0;
                }
            };
        }
    }

    /// Experts in every layer, output first, nothing beside them.
    static Moe everywhere(String scope, String router, Keys keys) {
        return new Moe(
                scope, router, keys, Form.OUTPUT_FIRST, Sparse.ALL, Mlp.gated(Flag.NEVER), null);
    }

    Moe stored(Form other) {
        return new Moe(scope, router, keys, other, sparse, dense, beside);
    }

    /// Experts in some layers only.
    Moe at(Sparse layers, Block otherwise) {
        return new Moe(scope, router, keys, form, layers, otherwise, beside);
    }

    Moe beside(Block block) {
        return new Moe(scope, router, keys, form, sparse, dense, block);
    }

    @Override
    public void list(Config c, Inventory into, int layer) {
        int count = Frame.experts(c, keys.count);
        if (!sparse.at(c, layer) || (count == 0 && sparse == Sparse.STEP)) {
            dense.list(c, into, layer);
            return;
        }
        long hidden = c.size("hidden_size");
        long width = c.size(keys.width);
        int used = c.sizeOr(count, keys.used);
        boolean biased = form == Form.INPUT_FIRST_BIASED;
        into.linear(scope + router, Role.ROUTER, count, hidden, biased);
        if (form == Form.OUTPUT_FIRST) {
            FeedForward.experts(into, scope, count, used, hidden, width);
        } else {
            FeedForward.expertsInputFirst(into, scope, count, used, hidden, width, biased);
        }
        if (beside != null) {
            beside.list(c, into, layer);
        }
    }

    /// A gated feed-forward that every token uses.
    ///
    /// @param prefix such as `mlp.shared_expert.`
    /// @param width key of its inner width
    /// @param times key of the number of such widths, or empty for one
    /// @param skipWhenNone whether it is left out where that number is 0
    record Shared(String prefix, String width, String times, boolean skipWhenNone, Flag bias)
            implements Block {
        @Override
        public void list(Config c, Inventory into, int layer) {
            int count = times.isEmpty() ? 1 : c.size(times);
            if (count > 0 || !skipWhenNone) {
                FeedForward.gated(
                        into,
                        prefix,
                        Role.SHARED_EXPERT,
                        c.size("hidden_size"),
                        (long) count * c.size(width),
                        bias.on(c));
            }
        }
    }
}
