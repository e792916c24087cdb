package org.dhurandhar.model;

import static org.dhurandhar.model.ReferenceData.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A tensor of a recorded GGUF file, fastest dimension first.
record RecordedTensor(String name, List<Long> shape, String type, long bytes) {
    /// Rows of `recipes.json.gz`; one that names blocks stands for a tensor in each.
    static List<RecordedTensor> of(Object recorded) {
        var tensors = new ArrayList<RecordedTensor>();
        for (var entry : list(recorded)) {
            var r = list(entry);
            var name = (String) r.get(0);
            var shape = longs(list(r.get(1)));
            var type = (String) r.get(2);
            long bytes = (long) r.get(3);
            if (r.size() == 4) {
                tensors.add(new RecordedTensor(name, shape, type, bytes));
                continue;
            }
            for (var block : list(r.get(4))) {
                tensors.add(
                        new RecordedTensor(
                                name.replace("*", block.toString()), shape, type, bytes));
            }
        }
        return tensors;
    }

    static GgufLayout layout(Map<String, Object> metadata, List<RecordedTensor> rows) {
        var tensors = new ArrayList<Tensor>();
        for (var row : rows) {
            tensors.add(
                    new Tensor(
                            row.name,
                            row.shape,
                            GgufNames.role(row.name),
                            GgufNames.layer(row.name),
                            WeightFormat.byLabel(row.type)));
        }
        return new GgufLayout((String) metadata.get("general.architecture"), metadata, tensors);
    }

    static List<Long> longs(List<Object> values) {
        return values.stream().map(v -> (Long) v).toList();
    }
}
