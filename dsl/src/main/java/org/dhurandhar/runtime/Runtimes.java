package org.dhurandhar.runtime;

import java.util.List;
import java.util.Objects;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.Catalogue;
import org.dhurandhar.document.MapNode;

/// Finds runtimes by name.
public final class Runtimes {
    private static final Catalogue CATALOGUE = new Catalogue("runtimes");
    private static final List<String> KINDS = List.of("llama.cpp", "litert-lm", "executorch", "transformers", "mlc");

    private Runtimes() {}

    /// The names, in order.
    public static List<String> names() {
        return CATALOGUE.names();
    }

    /// A runtime by name; case, `-`, `_` and `.` do not matter.
    ///
    /// @throws DhurandharException where no runtime has the name
    public static Runtime named(String name) {
        return of(
                CATALOGUE.find(
                        name, "runtime", "runtime(\"llama.cpp\")   or   --runtime llama.cpp"));
    }

    private static Runtime of(MapNode yaml) {
        var kind = yaml.text("kind", "llama.cpp");
        return switch (kind) {
            case "llama.cpp" -> LlamaRuntime.of(yaml);
            case "litert-lm" -> LiteRtRuntime.of(yaml);
            case "executorch" -> ExecuTorchRuntime.of(yaml);
            case "transformers" -> TransformersRuntime.of(yaml);
            case "mlc" -> MlcRuntime.of(yaml);
            default ->
                    throw yaml.wrong(
                            "kind",
                            Objects.requireNonNull(yaml.get("kind")),
                            String.join(", ", KINDS));
        };
    }
}
