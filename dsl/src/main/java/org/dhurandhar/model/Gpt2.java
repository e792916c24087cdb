package org.dhurandhar.model;

/// GPT-2: learned positions, fused attention, weights stored input first.
final class Gpt2 implements Family {
    @Override
    public void describe(Config c, Inventory into) {
        long hidden = c.size("hidden_size");
        long inner = c.has("n_inner") ? c.size("n_inner") : 4 * hidden;
        var attention = SelfAttention.biased(Flag.ALWAYS, Flag.ALWAYS).dividing().of(c);
        into.outside("transformer.");
        into.tensor("wte.weight", Role.TOKEN_EMBEDDING, c.size("vocab_size"), hidden);
        into.tensor(
                "wpe.weight", Role.POSITION_EMBEDDING, c.size("max_position_embeddings"), hidden);
        int layers = Frame.layers(c);
        for (int i = 0; i < layers; i++) {
            into.block(i, "transformer.h." + i + ".");
            into.layerNorm("ln_1", hidden, true);
            inputFirst(into, "attn.c_attn", Role.ATTENTION, hidden, 3 * hidden);
            inputFirst(into, "attn.c_proj", Role.ATTENTION, hidden, hidden);
            into.layerNorm("ln_2", hidden, true);
            if (c.flag("add_cross_attention")) {
                inputFirst(into, "crossattention.c_attn", Role.ATTENTION, hidden, 2 * hidden);
                inputFirst(into, "crossattention.q_attn", Role.ATTENTION, hidden, hidden);
                inputFirst(into, "crossattention.c_proj", Role.ATTENTION, hidden, hidden);
                into.layerNorm("ln_cross_attn", hidden, true);
            }
            inputFirst(into, "mlp.c_fc", Role.FFN, hidden, inner);
            inputFirst(into, "mlp.c_proj", Role.FFN, inner, hidden);
            into.caches(attention.cache(0));
        }
        into.outside("transformer.");
        into.layerNorm("ln_f", hidden, true);
        Frame.USUAL.head(c, into);
    }

    private static void inputFirst(Inventory into, String name, Role role, long in, long out) {
        into.tensor(name + ".weight", role, in, out);
        into.tensor(name + ".bias", role, out);
    }
}
