package org.dhurandhar;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.device.Devices;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Models;
import org.dhurandhar.runtime.Runtimes;

/// Where every sentence begins.
///
/// ```java
/// Dhurandhar.model("gemma4-e2b").context(32768).quant(4).on("pixel-10-pro")
/// ```
public final class Dhurandhar {
    private Dhurandhar() {}

    /// A model by name, or by the path of its file or directory.
    ///
    /// @throws DhurandharException where no model has the name
    public static Workload model(String nameOrPath) {
        return Workload.of(Models.find(Given.value(nameOrPath, "model")));
    }

    /// A model from a file or directory: YAML, `config.json`, safetensors or GGUF.
    ///
    /// @throws DhurandharException where it cannot be read or is none of these
    public static Workload model(Path path) {
        return Workload.of(Models.read(Given.value(path, "model")));
    }

    /// A model that is at hand.
    public static Workload model(Model model) {
        return Workload.of(Given.value(model, "model"));
    }

    /// Models by name or path, side by side.
    ///
    /// ```java
    /// Dhurandhar.compare("gemma4-e2b", "qwen3-4b").context(8192).on("pixel-10-pro", "galaxy-s25")
    /// ```
    ///
    /// @throws DhurandharException where there is none, no model has a name or one is named twice
    public static Comparison compare(String... namesOrPaths) {
        var models = new ArrayList<Workload>();
        for (var name : Given.value(namesOrPaths, "compare")) {
            models.add(model(name));
        }
        return Comparison.of(models);
    }

    /// Names of all models that `model(name)` finds.
    public static List<String> models() {
        return new Names(Models.names(), "models", "model(\"{}\")");
    }

    /// Names of all devices that `on(name)` finds.
    public static List<String> devices() {
        return new Names(Devices.names(), "devices", "on(\"{}\")");
    }

    /// Names of all runtimes that `runtime(name)` finds.
    public static List<String> runtimes() {
        return new Names(Runtimes.names(), "runtimes", "runtime(\"{}\")");
    }

    /// Names that `set(name, value)` understands under a runtime.
    ///
    /// @throws DhurandharException where no runtime has the name
    public static List<String> settings(String runtime) {
        var names = new ArrayList<>(Runtimes.named(Given.value(runtime, "runtime")).options());
        names.addAll(List.of("ubatch", "backend", "keep-audio"));
        return new Names(names, "settings of " + runtime, "set(\"{}\", value)");
    }

    /// Names of all formats that `kv(name)` finds.
    public static List<String> cacheTypes() {
        return new Names(KvTypes.names(), "cache types", "kv(\"{}\")");
    }

    /// Names of all recipes of weight formats that `quant(name)` finds.
    public static List<String> formats() {
        var names = new ArrayList<String>();
        for (var runtime : Runtimes.names()) {
            for (var recipe : Runtimes.named(runtime).recipes()) {
                if (!names.contains(recipe)) {
                    names.add(recipe);
                }
            }
        }
        return new Names(names, "formats", "quant(\"{}\")");
    }
}
