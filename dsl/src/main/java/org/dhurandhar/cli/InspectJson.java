package org.dhurandhar.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhurandhar.model.Layer;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Tensor;
import org.jspecify.annotations.Nullable;

/// A model's inventory as JSON.
final class InspectJson {
    private InspectJson() {}

    static Map<String, Object> of(String path, Model model, @Nullable Long context) {
        var facts = model.facts();
        var map = new LinkedHashMap<String, Object>();
        map.put("path", path);
        map.put("name", facts.name());
        map.put("model_type", facts.family());
        map.put("source", facts.origin().word());
        map.put("layout", facts.layout().word());
        map.put("parameters", model.parameters());
        map.put("active_parameters", model.activeParameters());
        map.put("tensors", model.tensors().size());
        if (Sizes.known(model)) {
            map.put("bytes", Sizes.bytes(model));
        } else {
            map.put("bytes", null);
            map.put("bytes_reason", Sizes.UNKNOWN);
        }
        map.put("tied", facts.tied());
        if (facts.maxContext() > 0) {
            map.put("max_context_tokens", facts.maxContext());
        } else {
            map.put("max_context_tokens", null);
            map.put("max_context_tokens_reason", "the source states no limit");
        }
        var layers = new ArrayList<Object>();
        for (int i = 0; i < model.layers().size(); i++) {
            layers.add(layer(i, model.layers().get(i)));
        }
        map.put("layers", layers);
        if (context != null) {
            var cache = new LinkedHashMap<String, Object>();
            cache.put("context_tokens", context);
            cache.put("kv_elements", Caches.keyValueElements(model, context));
            cache.put("state_elements", Caches.stateElements(model));
            map.put("cache", cache);
        }
        map.put("differences", facts.differences());
        map.put("notes", facts.notes());
        return map;
    }

    static List<Object> tensors(List<Tensor> tensors) {
        var rows = new ArrayList<Object>(tensors.size());
        for (var tensor : tensors) {
            var row = new LinkedHashMap<String, Object>();
            row.put("name", tensor.name());
            row.put("shape", tensor.shape());
            var format = tensor.format();
            row.put("type", format == null ? null : format.label());
            row.put("bytes", format == null ? null : tensor.bytes());
            if (format == null) {
                row.put("type_reason", Sizes.UNKNOWN);
            }
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, Object> layer(int index, Layer layer) {
        var row = new LinkedHashMap<String, Object>();
        row.put("layer", index);
        row.put("kind", layer.kind());
        heads(row, "k", layer.k());
        heads(row, "v", layer.v());
        if (layer instanceof Layer.Shared shared) {
            row.put("source", shared.source());
        }
        row.put("window", layer.window());
        row.put("state_elements", layer.stateElements());
        return row;
    }

    private static void heads(Map<String, Object> row, String key, Layer.@Nullable Heads heads) {
        if (heads != null) {
            row.put(key, List.of(heads.count(), heads.dim()));
        }
    }
}
