package org.dhurandhar.assist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.ModuleElement.ExportsDirective;
import javax.lang.model.element.ModuleElement.RequiresDirective;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileManager.Location;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/// Names of classes that imports on demand bring, found without reading the classes: there are
/// thousands of them, and nobody looks at most.
final class ImportedNames {
    private final StandardJavaFileManager files;
    private final Map<String, List<String>> packages = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> modules = new ConcurrentHashMap<>();

    ImportedNames(StandardJavaFileManager files) {
        this.files = files;
    }

    /// Full names of the classes of a package whose simple name begins so; some may not be public.
    List<String> ofPackage(String name, String prefix, Elements elements) {
        var all = packages.get(name);
        if (all == null) {
            all = list(name, elements);
            if (!all.isEmpty()) {
                packages.put(name, all);
            }
        }
        return all.stream().filter(n -> n.startsWith(prefix, name.length() + 1)).toList();
    }

    /// The same for all packages that a module exports to everyone.
    List<String> ofModule(String name, String prefix, Elements elements) {
        var exported = modules.computeIfAbsent(name, n -> exports(n, elements));
        return exported.stream().flatMap(p -> ofPackage(p, prefix, elements).stream()).toList();
    }

    private static Set<String> exports(String name, Elements elements) {
        var exported = new TreeSet<String>();
        var seen = new TreeSet<String>();
        var left = new ArrayList<ModuleElement>();
        var first = elements.getModuleElement(name);
        if (first != null) {
            left.add(first);
        }
        while (!left.isEmpty()) {
            var module = left.removeLast();
            if (!seen.add(module.getQualifiedName().toString())) {
                continue;
            }
            for (var directive : ElementFilter.exportsIn(module.getDirectives())) {
                if (toAll(directive)) {
                    exported.add(directive.getPackage().getQualifiedName().toString());
                }
            }
            ElementFilter.requiresIn(module.getDirectives()).stream()
                    .filter(RequiresDirective::isTransitive)
                    .forEach(r -> left.add(r.getDependency()));
        }
        return exported;
    }

    private static boolean toAll(ExportsDirective directive) {
        return directive.getTargetModules() == null;
    }

    private List<String> list(String name, Elements elements) {
        var element = elements.getPackageElement(name);
        if (element == null) {
            return List.of();
        }
        var module = elements.getModuleOf(element);
        try {
            var location =
                    module == null || module.isUnnamed()
                            ? StandardLocation.CLASS_PATH
                            : moduleLocation(module);
            var names = new TreeSet<String>();
            for (var file : files.list(location, name, Set.of(Kind.CLASS), false)) {
                var binary = files.inferBinaryName(location, file);
                var simple = binary.substring(binary.lastIndexOf('.') + 1);
                if (simple.indexOf('$') < 0 && !simple.endsWith("-info")) {
                    names.add(name + "." + simple);
                }
            }
            return List.copyOf(names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Location moduleLocation(ModuleElement module) throws IOException {
        var name = module.getQualifiedName().toString();
        var location = files.getLocationForModule(StandardLocation.SYSTEM_MODULES, name);
        return location == null ? StandardLocation.CLASS_PATH : location;
    }
}
