package org.dhurandhar.assist;

import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Packages of the Java runtime. The shell finds them, too, but only some seconds after its start.
///
/// @param items what may follow
/// @param typed how much of it is there already
record Packages(List<Item> items, int typed) {
    private static final Pattern QUALIFIED = Pattern.compile("((?:\\w+\\.)*)(\\w*)$");

    private static final class All {
        static final Set<String> NAMES =
                ModuleFinder.ofSystem().findAll().stream()
                        .flatMap(m -> m.descriptor().exports().stream())
                        .filter(e -> !e.isQualified())
                        .map(Exports::source)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What may follow the name that a statement ends with.
    static Packages after(String statement) {
        var name = QUALIFIED.matcher(statement);
        if (!name.find() || name.group(1).isEmpty()) {
            return new Packages(List.of(), 0);
        }
        var found = new TreeSet<String>();
        for (var each : All.NAMES) {
            if (each.startsWith(name.group())) {
                int end = each.indexOf('.', name.group().length());
                int start = name.group(1).length();
                found.add(each.substring(start, end < 0 ? each.length() : end) + ".");
            }
        }
        found.remove(".");
        return new Packages(
                found.stream().map(n -> new Item(n, "module", "")).toList(),
                name.group(2).length());
    }
}
