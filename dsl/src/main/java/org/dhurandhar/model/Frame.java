package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// What stands around the blocks of a decoder: token embedding, final norm, output head.
///
/// @param embedding name of the embedding table
/// @param blocks prefix of the blocks, before their number
/// @param norm name of the final norm
/// @param tie keys that make the table the head too, the strongest first; none where the library
///   always keeps them apart
/// @param normBias whether norms have a bias
/// @param headBias whether the head has a bias, tied or not
record Frame(
        String embedding,
        String blocks,
        String norm,
        List<String> tie,
        boolean normBias,
        Flag headBias) {
    private static final List<String> TIE = List.of("tie_word_embeddings");

    /// The frame and names of Llama.
    static final Frame USUAL = of("model.embed_tokens", "model.layers.", "model.norm");

    /// Most blocks a model may have.
    static final int MAX_LAYERS = 10_000;

    /// Most experts a block may have.
    static final int MAX_EXPERTS = 100_000;

    /// The frame most families have, tied by `tie_word_embeddings`.
    static Frame of(String embedding, String blocks, String norm) {
        return new Frame(embedding, blocks, norm, TIE, false, Flag.NEVER);
    }

    /// The same frame with other keys that tie.
    Frame tiedBy(String... keys) {
        return new Frame(embedding, blocks, norm, List.of(keys), normBias, headBias);
    }

    /// Norms with biases, the last of them under this name.
    Frame layerNorm(String name) {
        return new Frame(embedding, blocks, name, tie, true, headBias);
    }

    /// The same frame with a bias of the head.
    Frame headBias(Flag bias) {
        return new Frame(embedding, blocks, norm, tie, normBias, bias);
    }

    /// Lists the frame and each of the blocks of `num_hidden_layers`.
    void list(Config c, Inventory into, IntConsumer block) {
        list(c, into, layers(c), block);
    }

    /// Lists the frame and `count` blocks.
    void list(Config c, Inventory into, int count, IntConsumer block) {
        embedding(c, into);
        for (int i = 0; i < count; i++) {
            into.block(i, blocks + i + ".");
            block.accept(i);
        }
        into.outside("");
        into.layerNorm(norm, c.size("hidden_size"), normBias);
        head(c, into);
    }

    /// The token embedding [vocabulary, hidden].
    void embedding(Config c, Inventory into) {
        into.outside("");
        into.tensor(
                embedding + ".weight",
                Role.TOKEN_EMBEDDING,
                c.size("vocab_size"),
                c.size("hidden_size"));
    }

    /// `lm_head.weight` [vocabulary, hidden] unless tied to the embedding, and its bias.
    void head(Config c, Inventory into) {
        into.outside("");
        into.tied(c.flag(tie.toArray(String[]::new)));
        if (!into.isTied()) {
            into.tensor("lm_head.weight", Role.HEAD, c.size("vocab_size"), c.size("hidden_size"));
        }
        if (headBias.on(c)) {
            into.tensor("lm_head.bias", Role.HEAD, c.size("vocab_size"));
        }
    }

    /// The number of blocks.
    static int layers(Config c) {
        int layers = c.size("num_hidden_layers");
        if (layers > MAX_LAYERS) {
            throw c.wrong(
                    "num_hidden_layers",
                    Integer.toString(layers),
                    "at most " + MAX_LAYERS + " layers");
        }
        return layers;
    }

    /// The number of routed experts.
    static int experts(Config c, String... names) {
        int experts = c.size(names);
        if (experts > MAX_EXPERTS) {
            throw c.wrong(
                    names[0], Integer.toString(experts), "at most " + MAX_EXPERTS + " experts");
        }
        return experts;
    }

    /// The kind of each block as the file lists it, `mamba` and `attention` in their newer words;
    /// null where it lists none.
    static @Nullable List<String> kinds(Config c, int layers, List<String> known, String... names) {
        var written = c.texts(names);
        if (written == null) {
            return null;
        }
        if (written.size() < layers || written.size() > MAX_LAYERS) {
            throw c.wrong(
                    names[0],
                    "a list of " + written.size(),
                    "one entry for each of " + layers + " layers");
        }
        var kinds = new ArrayList<String>(written.size());
        for (var word : written) {
            var kind =
                    switch (word) {
                        case "mamba" -> "linear_attention";
                        case "attention" -> "full_attention";
                        default -> word;
                    };
            if (!known.contains(kind)) {
                throw c.wrong(names[0], "\"" + word + "\"", String.join(", ", known));
            }
            kinds.add(kind);
        }
        return kinds;
    }
}
