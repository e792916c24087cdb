package org.dhurandhar;

import org.dhurandhar.memory.Demand;
import org.dhurandhar.memory.Feasibility;
import org.jspecify.annotations.Nullable;

/// One combination of a matrix: what it takes, and the verdict where a device was named. Holds
/// figures only, no footprint, so that large matrices stay small.
///
/// @param quant the recipe, as the runtime names it for this model
/// @param asked the recipe as it was asked for, such as `4`: what cells of several models share
/// @param demand what it takes, or null where the runtime refuses
/// @param device the device's name, or empty where none was named
/// @param feasibility the verdict, or null where no device was named or the runtime refuses
/// @param refusal why the runtime refuses, or empty
public record Cell(
        String model,
        long context,
        String quant,
        String asked,
        String device,
        @Nullable Demand demand,
        @Nullable Feasibility feasibility,
        String refusal) {

    /// Whether it fits, and reaches the target where there is one: see `Deployment.fits()`. False
    /// where no device was named.
    public boolean fits() {
        return feasibility != null
                && Trial.Outcome.holds(feasibility)
                && Trial.Outcome.reaches(feasibility);
    }

    /// The verdict in a word, `REFUSED` where the runtime does not run it, empty where no device
    /// was named.
    public String verdict() {
        if (!refusal.isEmpty()) {
            return "REFUSED";
        }
        return feasibility == null ? "" : feasibility.verdict().word();
    }
}
