package org.dhurandhar.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A part of a GGUF file's metadata while it is derived from a configuration and its tensors.
abstract class GgufSection {
    final String architecture;
    final Config config;
    final List<Tensor> tensors;
    final Map<String, Object> values;

    GgufSection(
            String architecture, Config config, List<Tensor> tensors, Map<String, Object> values) {
        this.architecture = architecture;
        this.config = config;
        this.tensors = tensors;
        this.values = values;
    }

    final void put(String key, long value) {
        values.put(architecture + "." + key, value);
    }

    /// Stores a value unless it is null.
    final void put(String key, @Nullable Object value) {
        if (value != null) {
            values.put(architecture + "." + key, value);
        }
    }

    /// Dimension `axis` of the first tensor of that name, or 0.
    final long first(String inner, int axis) {
        return GgufShapes.first(tensors, inner, axis);
    }
}
