package org.dhurandhar.runtime;

import java.util.List;
import org.dhurandhar.model.Model;

/// The memory rules of one program that runs models.
public interface Runtime {
    /// The name users type.
    String name();

    /// The version the rules were measured on, in words.
    String version();

    /// What can compute: `cpu`, `gpu`, `npu`, the default first.
    List<String> backends();

    /// Names that `set` understands, in order.
    List<String> options();

    /// Checks the name of a recipe, or a number of bits.
    ///
    /// @throws org.dhurandhar.DhurandharException where the runtime has no such recipe
    void checkQuant(String recipe);

    /// Checks a backend's name.
    ///
    /// @throws org.dhurandhar.DhurandharException where the runtime has no such backend
    void checkBackend(String backend);

    /// Checks one setting.
    ///
    /// @throws org.dhurandhar.DhurandharException where the name is unknown or the value impossible
    void checkOption(String name, String value);

    /// What the runtime allocates for a model, request by request.
    Allocator allocator(Model model);

    /// What the runtime allocates for a model and one request.
    ///
    /// @throws org.dhurandhar.DhurandharException where the runtime would refuse, with its reason
    default Allocation allocate(Model model, Request request) {
        return allocator(model).allocate(request);
    }
}
