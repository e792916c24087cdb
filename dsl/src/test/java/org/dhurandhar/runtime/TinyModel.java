package org.dhurandhar.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dhurandhar.model.GgufLayout;
import org.dhurandhar.model.GgufWriter;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.model.WeightFormat;

/// A small model under construction: hyperparameters and tensors under llama.cpp's names.
final class TinyModel {
    final String name;
    private final String architecture;
    private final WeightFormat matrices;
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private final List<Tensor> tensors = new ArrayList<>();

    TinyModel(String name, String architecture, WeightFormat matrices) {
        this.name = name;
        this.architecture = architecture;
        this.matrices = matrices;
        metadata.put("general.architecture", architecture);
        metadata.put("general.name", name);
        metadata.put("tokenizer.ggml.model", "none");
        set("context_length", 4096L);
        set("attention.layer_norm_rms_epsilon", 1e-5);
    }

    TinyModel set(String key, Object value) {
        metadata.put(architecture + "." + key, value);
        return this;
    }

    /// A matrix in the model's own format; rows of `columns` values.
    TinyModel matrix(String tensor, long columns, long... more) {
        return add(tensor, matrices, columns, more);
    }

    /// A tensor that is always kept in 32 bits.
    TinyModel plain(String tensor, long columns, long... more) {
        return add(tensor, WeightFormat.F32, columns, more);
    }

    TinyModel add(String tensor, WeightFormat format, long columns, long... more) {
        var shape = new ArrayList<Long>();
        shape.add(columns);
        for (long size : more) {
            shape.add(size);
        }
        tensors.add(new Tensor(tensor, shape, Role.OTHER, block(tensor), format));
        return this;
    }

    private static int block(String tensor) {
        return tensor.startsWith("blk.")
                ? Integer.parseInt(tensor.substring(4, tensor.indexOf('.', 4)))
                : -1;
    }

    GgufLayout layout() {
        return new GgufLayout(architecture, metadata, tensors);
    }

    /// Writes the model with random weights; norms are ones, so that a forward pass stays finite.
    Path write(Path file) {
        var writer = new GgufWriter().seed(name.hashCode());
        metadata.forEach((key, value) -> writer.put(key, stored(value)));
        for (var tensor : tensors) {
            var shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
            if (tensor.name().endsWith("norm.weight")) {
                writer.constant(tensor.name(), 1, shape);
            } else {
                writer.tensor(tensor.name(), Objects.requireNonNull(tensor.format()), shape);
            }
        }
        return writer.write(file);
    }

    /// The runtime reads whole numbers in 32 bits.
    private static Object stored(Object value) {
        return switch (value) {
            case Long n -> Math.toIntExact(n);
            case List<?> list ->
                    list.stream().mapToInt(item -> Math.toIntExact((Long) item)).toArray();
            default -> value;
        };
    }
}
