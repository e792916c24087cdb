package org.dhurandhar.runtime;

import java.util.Locale;
import org.dhurandhar.model.WeightFormat;
import tools.jackson.databind.JsonNode;

/// One recorded run: its settings in our terms, and what the runtime printed.
record LlamaRun(String name, String model, boolean server, LlamaSettings settings, JsonNode json) {
    static LlamaRun of(JsonNode json) {
        boolean library = json.path("profile").asString("server").equals("library");
        var settings = LlamaSettings.defaults();
        if (library) {
            var o = json.get("options");
            settings =
                    library(
                            o.get("context").asInt(),
                            o.get("sequences").asInt(),
                            o.get("batch").asInt(),
                            o.get("fa").asBoolean(),
                            o.get("k").asString(),
                            o.get("v").asString());
        } else {
            settings = flags(settings, json.get("flags"));
        }
        if (json.hasNonNull("prompt_tokens")) {
            settings =
                    settings.request(
                            json.get("prompt_tokens").asInt(), json.get("generated").asInt());
        }
        var name = json.get("run").asString();
        var model =
                json.has("model")
                        ? json.get("model").asString()
                        : name.substring(0, name.indexOf('/'));
        return new LlamaRun(name, model, !library, settings, json);
    }

    static LlamaSettings library(
            int context, int sequences, int batch, boolean fused, String k, String v) {
        return LlamaSettings.defaults()
                .context((long) sequences * context)
                .slots(sequences, false)
                .batches(batch, batch)
                .flashAttention(fused)
                .kv(format(k), format(v));
    }

    private static LlamaSettings flags(LlamaSettings start, JsonNode flags) {
        var s = start;
        boolean repack = true;
        var mode = LoadMode.MMAP;
        for (int i = 0; i < flags.size(); i++) {
            var next = i + 1 < flags.size() ? flags.get(i + 1).asString() : "";
            switch (flags.get(i).asString()) {
                case "-c" -> s = s.context(Long.parseLong(next));
                case "-np" -> s = s.slots(Integer.parseInt(next), s.unified());
                case "-kvu" -> s = s.slots(s.slots(), true);
                case "-no-kvu" -> s = s.slots(s.slots(), false);
                case "-ub" -> s = s.batches(s.batch(), Integer.parseInt(next));
                case "-b" -> s = s.batches(Integer.parseInt(next), s.microBatch());
                case "-ctk" -> s = s.kv(format(next), s.vType());
                case "-ctv" -> s = s.kv(s.kType(), format(next));
                case "-fa" -> s = s.flashAttention(!next.equals("off"));
                case "--embeddings" -> s = s.embeddings(true);
                case "--swa-full" -> s = s.swaFull(true);
                case "--no-repack" -> repack = false;
                case "-lm" ->
                        mode =
                                switch (next) {
                                    case "none" -> LoadMode.NONE;
                                    case "dio" -> LoadMode.DIRECT;
                                    case "mlock" -> LoadMode.MLOCK;
                                    case "mmap+mlock" -> LoadMode.MMAP_MLOCK;
                                    default -> LoadMode.MMAP;
                                };
                default -> {}
            }
        }
        return s.weights(mode, repack);
    }

    private static WeightFormat format(String name) {
        return WeightFormat.valueOf(name.toUpperCase(Locale.ROOT));
    }

    JsonNode measured() {
        return json.get("measured");
    }
}
