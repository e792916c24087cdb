package org.dhurandhar.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Builds models from safetensors headers, with the configuration beside them where there is one.
final class SafetensorsSource {
    private SafetensorsSource() {}

    static Model model(Path path, String name, Beside beside) {
        var config = beside.model();
        var file = SafetensorsFile.read(path);
        var notes = new ArrayList<String>();
        boolean head = file.tensors().stream().anyMatch(t -> t.role() == Role.HEAD);
        if (config == null) {
            notes.add(beside.note() + ": what layers cache is not known");
        } else {
            notes.addAll(config.facts().notes());
        }
        var differences =
                config == null
                        ? List.<String>of()
                        : SideBySide.differences(config.tensors(), file.tensors());
        var confidence = SideBySide.judge(differences, path, notes);
        long unused = config == null ? 0 : config.facts().unusedParameters();
        var facts =
                new Model.Facts(
                        name,
                        config == null ? "unknown" : config.facts().family(),
                        Origin.SAFETENSORS,
                        Layout.CHECKPOINT,
                        config == null ? !head : config.facts().tied(),
                        config == null ? 0 : config.facts().maxContext(),
                        unused,
                        config == null ? List.of() : config.facts().encoders(),
                        "safetensors header of " + path,
                        confidence,
                        notes,
                        SideBySide.shown(differences));
        return new Model(
                facts,
                file.tensors(),
                config == null ? List.of() : config.layers(),
                config == null || !config.hasGguf() ? null : config::gguf);
    }
}
