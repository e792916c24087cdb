package org.dhurandhar.runtime;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.Catalogue;
import org.dhurandhar.document.MapNode;

/// Finds runtimes by name.
public final class Runtimes {
    private static final Catalogue CATALOGUE = new Catalogue("runtimes");
    private static final List<String> KINDS =
            List.of("llama.cpp", "litert-lm", "executorch", "transformers", "mlc");

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

    /// Checks that a runtime has a recipe; where it has not, another one must: settings come in any
    /// order, and the runtime may be named last.
    ///
    /// @throws DhurandharException where none has it
    public static void checkQuant(Runtime runtime, String recipe) {
        check(runtime, r -> r.checkQuant(recipe));
    }

    /// The same for a backend.
    ///
    /// @throws DhurandharException where none has it
    public static void checkBackend(Runtime runtime, String backend) {
        check(runtime, r -> r.checkBackend(backend));
    }

    private static void check(Runtime runtime, Consumer<Runtime> rule) {
        try {
            rule.accept(runtime);
        } catch (DhurandharException missing) {
            for (var other : names()) {
                if (!other.equals(runtime.name()) && accepts(named(other), rule)) {
                    return;
                }
            }
            throw missing;
        }
    }

    private static boolean accepts(Runtime runtime, Consumer<Runtime> rule) {
        try {
            rule.accept(runtime);
            return true;
        } catch (DhurandharException no) {
            return false;
        }
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
