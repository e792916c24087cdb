package org.dhurandhar.cli;

import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.Workload;
import org.dhurandhar.model.Encoder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say how a model is to be run; the commands that answer for a model share them.
final class WorkloadOptions {
    @Option(
            names = "--context-tokens",
            paramLabel = "N",
            description =
                    "context length (default: 32768, or the model's limit where that is less)")
    private @Nullable Long contextTokens;

    @Option(
            names = "--quant-bits",
            paramLabel = "BITS",
            description =
                    "the runtime's usual recipe for 2, 3, 4, 5, 6, 8, 16 or 32 bits (default: 4)")
    private @Nullable Integer quantBits;

    @Option(
            names = "--quant",
            paramLabel = "NAME",
            description = "a recipe by name, such as Q4_K_M")
    private @Nullable String quant;

    @Option(
            names = "--kv-bits",
            paramLabel = "BITS",
            description = "cache type by bits: 4 q4_0, 5 q5_0, 8 q8_0, 16 f16 (default: 16)")
    private @Nullable Integer kvBits;

    @Option(names = "--kv", paramLabel = "TYPE", description = "cache type of keys and values")
    private @Nullable String kv;

    @Option(names = "--kv-k", paramLabel = "TYPE", description = "cache type of keys")
    private @Nullable String kvK;

    @Option(names = "--kv-v", paramLabel = "TYPE", description = "cache type of values")
    private @Nullable String kvV;

    @Option(
            names = "--runtime",
            paramLabel = "NAME",
            defaultValue = "llama.cpp",
            description = "see the command runtimes (default: ${DEFAULT-VALUE})")
    private String runtime = "llama.cpp";

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description = "cpu, gpu or npu (default: the runtime's usual one)")
    private @Nullable String backend;

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "parallel sequences (default: the runtime's)")
    private @Nullable Integer slots;

    @Option(
            names = "--ubatch",
            paramLabel = "N",
            description = "tokens computed at once (default: the runtime's)")
    private @Nullable Integer ubatch;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "a setting of the runtime; may be repeated")
    private List<String> set = new ArrayList<>();

    @Option(
            names = "--strip-audio",
            negatable = false,
            description = "leave an audio encoder out (default)")
    private boolean stripAudio;

    @Option(names = "--keep-audio", description = "count an audio encoder")
    private boolean keepAudio;

    @Option(
            names = "--without",
            paramLabel = "vision|audio",
            description = "leave an encoder out; may be repeated")
    private List<String> without = new ArrayList<>();

    /// Whether an audio encoder is asked for.
    boolean keepAudio() {
        return keepAudio;
    }

    /// Whether one context length is given.
    boolean givesContext() {
        return contextTokens != null;
    }

    /// Whether one recipe is given.
    boolean givesQuant() {
        return quant != null || quantBits != null;
    }

    /// Refuses options that exclude each other, before anything is read.
    ///
    /// @throws DhurandharException of kind `BadUsage`
    void check() {
        if (stripAudio && keepAudio) {
            throw exclusive("--strip-audio", "--keep-audio");
        }
        if (quant != null && quantBits != null) {
            throw exclusive("--quant", "--quant-bits");
        }
        if (kvBits != null && (kv != null || kvK != null || kvV != null)) {
            throw exclusive("--kv-bits", "--kv, --kv-k, --kv-v");
        }
    }

    /// Two options that cannot be given together.
    static DhurandharException exclusive(String one, String other) {
        return DhurandharException.because("BadUsage", one + " and " + other + " are both given")
                .expected("one of them")
                .fix("leave one out");
    }

    /// The model with all settings that were given.
    Workload apply(Workload model) {
        var workload = model.runtime(runtime);
        if (backend != null) {
            workload = workload.set("backend", backend);
        }
        if (contextTokens != null) {
            workload = workload.context(contextTokens);
        }
        if (quant != null) {
            workload = workload.quant(quant);
        } else if (quantBits != null) {
            workload = workload.quant(quantBits);
        }
        if (kvBits != null) {
            workload = workload.kv(kvBits);
        }
        var both = kv == null ? "f16" : kv;
        if (kv != null || kvK != null || kvV != null) {
            workload = workload.kv(kvK == null ? both : kvK, kvV == null ? both : kvV);
        }
        if (slots != null) {
            workload = workload.slots(slots);
        }
        if (ubatch != null) {
            workload = workload.set("ubatch", ubatch);
        }
        for (var assignment : set) {
            int at = assignment.indexOf('=');
            if (at <= 0) {
                throw DhurandharException.because("BadUsage", "--set " + assignment)
                        .expected("NAME=VALUE")
                        .fix("--set flash-attention=false");
            }
            workload = workload.set(assignment.substring(0, at), assignment.substring(at + 1));
        }
        if (keepAudio) {
            workload = workload.set("keep-audio", true);
        }
        for (var encoder : without) {
            workload = workload.without(Encoder.named(encoder));
        }
        return workload;
    }
}
