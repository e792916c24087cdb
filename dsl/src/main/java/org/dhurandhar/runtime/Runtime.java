package org.dhurandhar.runtime;

import java.util.List;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.model.Model;
import org.jspecify.annotations.Nullable;

/// The memory rules of one program that runs models.
public interface Runtime {
    /// The name users type.
    String name();

    /// The version the rules were measured on, in words.
    String version();

    /// What its figures stand on.
    Basis basis();

    /// Slots, tokens computed at once and the like where nothing is said, in words.
    String defaults();

    /// What can compute: `cpu`, `gpu`, `npu`, the default first.
    List<String> backends();

    /// Names of the recipes that it stores weights by, from the largest to the smallest.
    List<String> recipes();

    /// The name of the recipe that a quantisation stands for.
    ///
    /// @param quant a name, a number of bits as text, or null for the runtime's usual one (a GGUF
    ///   file: `file`)
    /// @throws DhurandharException where the runtime has no such recipe
    String recipe(Model model, @Nullable String quant);

    /// Names that `set` understands, in order.
    List<String> options();

    /// Checks the name of a recipe, or a number of bits.
    ///
    /// @throws DhurandharException where the runtime has no such recipe
    void checkQuant(String recipe);

    /// Checks a backend's name.
    ///
    /// @throws DhurandharException where the runtime has no such backend
    default void checkBackend(String backend) {
        if (!backends().contains(backend)) {
            throw DhurandharException.because(
                            "UnknownName", name() + " has no backend \"" + backend + "\"")
                    .facts("known", String.join(", ", backends()))
                    .fix("--backend " + backends().getFirst());
        }
    }

    /// Checks one setting.
    ///
    /// @throws DhurandharException where the name is unknown or the value impossible
    void checkOption(String name, String value);

    /// What the runtime allocates for a model, request by request.
    Allocator allocator(Model model);

    /// What the runtime allocates for a model and one request.
    ///
    /// @throws DhurandharException where the runtime would refuse, with its reason
    default Allocation allocate(Model model, Request request) {
        return allocator(model).allocate(request);
    }
}
