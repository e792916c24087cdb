package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.List;

/// Which layers slide, as the converter writes it.
final class GgufWindows {
    private GgufWindows() {}

    /// The window that the metadata carries, or -1 where the architecture carries none.
    static int window(String architecture, Config config, int layers) {
        return switch (architecture) {
            case "gemma2", "gemma3", "gemma3n", "gemma4", "gpt-oss", "cohere2" ->
                    config.sizeOr(-1, "sliding_window");
            case "exaone4" -> config.sizeOr(-1, "sliding_window");
            case "olmo2" ->
                    config.modelType().equals("olmo3") ? config.sizeOr(-1, "sliding_window") : -1;
            case "phi3", "phimoe" -> config.sizeOr(0, "sliding_window");
            case "llama4" -> pattern(config, layers).contains(true) ? -1 : 0;
            default -> -1;
        };
    }

    static boolean writesPattern(String architecture) {
        return switch (architecture) {
            case "gemma3n", "gemma4", "olmo2", "exaone4" -> true;
            default -> false;
        };
    }

    /// For each layer whether it slides: by `layer_types`, else as its family lays it out.
    static List<Boolean> pattern(Config config, int layers) {
        var slides = new ArrayList<Boolean>(layers);
        var types = config.texts("layer_types");
        if (types != null && types.size() == layers) {
            for (var type : types) {
                slides.add(type.equals("sliding_attention") || type.equals("chunked_attention"));
            }
            return slides;
        }
        var caches = Families.describe(config).layers();
        for (var cache : caches) {
            var source = cache instanceof Layer.Shared shared ? caches.get(shared.source()) : cache;
            slides.add(source instanceof Layer.Sliding);
        }
        return slides;
    }
}
