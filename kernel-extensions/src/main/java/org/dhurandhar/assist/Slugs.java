package org.dhurandhar.assist;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.dhurandhar.Dhurandhar;
import org.dhurandhar.device.Devices;
import org.dhurandhar.model.Models;

/// What a string can be, where it is the argument of a method that takes names or files.
final class Slugs {
    private Slugs() {}

    /// @param owner full name of the class that declares the method
    /// @param index of the argument
    /// @param typed the string up to the cursor
    static List<Item> of(String owner, String method, int index, String typed) {
        var items = new ArrayList<Item>();
        var names = names(owner, method, index);
        matching(names, typed, items);
        if (takesFiles(owner, method) || (!names.isEmpty() && typed.indexOf('/') >= 0)) {
            items.addAll(FileNames.after(typed));
        }
        return items;
    }

    /// Names are looked up without regard to case, so they are found so here.
    private static void matching(List<String> names, String typed, List<Item> items) {
        var sought = typed.toLowerCase(Locale.ROOT);
        for (var name : names) {
            if (name.toLowerCase(Locale.ROOT).startsWith(sought)) {
                items.add(new Item(name, "text", ""));
            }
        }
    }

    private static List<String> names(String owner, String method, int index) {
        if (!owner.startsWith("org.dhurandhar.")) {
            return List.of();
        }
        var simple = owner.substring(owner.lastIndexOf('.') + 1);
        return switch (simple) {
            case "Models" -> models();
            case "Devices" -> Dhurandhar.devices();
            case "Runtimes" -> Dhurandhar.runtimes();
            case "WeightFormat" -> Dhurandhar.formats();
            default ->
                    switch (method) {
                        case "model", "compare" -> models();
                        case "on" -> devices();
                        case "quant", "quants" -> Dhurandhar.formats();
                        case "kv" -> Dhurandhar.cacheTypes();
                        case "runtime", "settings" -> Dhurandhar.runtimes();
                        case "set" -> index == 0 ? settings() : List.of();
                        default -> List.of();
                    };
        };
    }

    private static List<String> models() {
        var names = new LinkedHashSet<>(Dhurandhar.models());
        Dhurandhar.models().forEach(m -> names.addAll(Models.aliases(m)));
        return List.copyOf(names);
    }

    private static List<String> devices() {
        var names = new LinkedHashSet<>(Dhurandhar.devices());
        Dhurandhar.devices().forEach(d -> names.addAll(Devices.aliases(d)));
        return List.copyOf(names);
    }

    private static List<String> settings() {
        var settings = new LinkedHashSet<String>();
        Dhurandhar.runtimes().forEach(r -> settings.addAll(Dhurandhar.settings(r)));
        return List.copyOf(settings);
    }

    private static boolean takesFiles(String owner, String method) {
        return switch (owner) {
            case "java.nio.file.Path", "java.nio.file.Paths" ->
                    method.equals("of") || method.equals("get");
            case "java.io.File",
                    "java.io.FileReader",
                    "java.io.FileInputStream",
                    "java.io.FileWriter",
                    "java.io.FileOutputStream" ->
                    true;
            default -> false;
        };
    }
}
