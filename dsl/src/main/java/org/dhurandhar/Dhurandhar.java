package org.dhurandhar;

import java.nio.file.Path;
import java.util.List;
import org.dhurandhar.device.Devices;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Models;

/// Where every sentence begins.
///
/// ```java
/// Dhurandhar.model("gemma4-e2b").context(32768).quant(4).on("pixel-10-pro")
/// ```
public final class Dhurandhar {
    private Dhurandhar() {}

    /// A model by name.
    ///
    /// @throws DhurandharException where no model has the name
    public static Workload model(String name) {
        return Workload.of(Models.named(name));
    }

    /// A model from a file or directory: YAML, `config.json`, safetensors or GGUF.
    ///
    /// @throws DhurandharException where it cannot be read or is none of these
    public static Workload model(Path path) {
        return Workload.of(Models.read(path));
    }

    /// A model that is at hand.
    public static Workload model(Model model) {
        return Workload.of(model);
    }

    /// Names of all models that `model(name)` finds.
    public static List<String> models() {
        return Models.names();
    }

    /// Names of all devices that `on(name)` finds.
    public static List<String> devices() {
        return Devices.names();
    }
}
