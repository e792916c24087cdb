package org.dhurandhar.runtime;

import java.util.Locale;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.model.WeightFormat;

/// What runtimes refuse that keep one sequence in a cache of one type.
final class Refused {
    private Refused() {}

    /// Caches of another type than the runtime's own; F16, which is what users get who name none,
    /// stands for it.
    static void otherCache(Request request, String runtime, WeightFormat own) {
        for (var asked : new WeightFormat[] {request.kvK(), request.kvV()}) {
            if (asked != own && asked != WeightFormat.F16) {
                throw because(
                                runtime,
                                "a %s cache".formatted(asked.label().toLowerCase(Locale.ROOT)))
                        .expected(
                                "%s, the type it keeps caches in"
                                        .formatted(own.label().toLowerCase(Locale.ROOT)))
                        .fix("leave --kv out   or   --runtime llama.cpp");
            }
        }
    }

    /// More sequences than one.
    static void severalSlots(Request request, String runtime) {
        if (request.slots() > 1) {
            throw because(runtime, request.slots() + " slots")
                    .expected("one sequence: its cache has a fixed batch of 1")
                    .fix("--slots 1");
        }
    }

    static DhurandharException.Draft because(String runtime, String what) {
        return DhurandharException.because(
                "Refused", "%s does not run %s".formatted(runtime, what));
    }

    /// A setting that is not true or false.
    static void noFlag(String name, String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw DhurandharException.because("InvalidSetting", name + " of \"" + value + "\"")
                    .expected("true or false")
                    .fix("--set " + name + "=false");
        }
    }

    /// A setting that the runtime does not have.
    static DhurandharException noOption(Runtime runtime, String name) {
        var known = runtime.options();
        return DhurandharException.because(
                        "UnknownName", "%s has no setting \"%s\"".formatted(runtime.name(), name))
                .facts("known", known.isEmpty() ? "none" : String.join(", ", known))
                .fix(known.isEmpty() ? "leave it out" : "--set " + known.getFirst() + "=false");
    }
}
