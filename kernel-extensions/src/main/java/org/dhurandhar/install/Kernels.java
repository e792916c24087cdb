package org.dhurandhar.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.dhurandhar.cli.Main;

/// Our kernels, in the order in which Jupyter finds them.
public final class Kernels {
    private final List<KernelFolder> folders;

    private Kernels(List<KernelFolder> folders) {
        this.folders = folders;
    }

    /// Those in a folder.
    public static Kernels in(KernelFolder folder) {
        return new Kernels(List.of(folder));
    }

    /// Those in every folder that Jupyter looks into.
    public static Kernels everywhere() {
        return new Kernels(KernelFolder.all(Host.here()));
    }

    /// Prints them, one paragraph each.
    public void print(PrintWriter out) {
        var seen = new HashSet<String>();
        boolean some = false;
        for (var folder : folders) {
            for (var place : places(folder)) {
                var spec = Spec.in(place.path());
                var name = place.path().getFileName().toString();
                boolean first = seen.add(name);
                if (spec != null) {
                    out.print(some ? "\n" : "");
                    print(name, place.path(), spec, first, out);
                    some = true;
                }
            }
        }
        if (!some) {
            out.println("no kernel of ours in");
            folders.forEach(folder -> out.println("  " + folder.path()));
            out.println("install one with ./dhurandhar kernel install");
        }
    }

    private static void print(String name, Path folder, Spec spec, boolean first, PrintWriter out) {
        out.println(name + "  " + spec.displayName() + " " + spec.version());
        out.println("  folder  " + folder);
        out.println("  JDK     " + spec.jdk() + " (" + new Jdk(spec.jdk()).version() + ")");
        out.println("  state   " + state(spec, first));
    }

    private static String state(Spec spec, boolean first) {
        var missing = spec.missing();
        if (!missing.isEmpty()) {
            return "broken, gone: "
                    + missing.stream().map(Path::toString).collect(Collectors.joining(", "))
                    + "; install it again";
        }
        var state = first ? "ready" : "hidden by another of that name above";
        if (!spec.version().equals(Main.Version.number())) {
            state += ", but this is version " + Main.Version.number();
        }
        return state;
    }

    private static List<Place> places(KernelFolder folder) {
        var places = new ArrayList<Place>();
        if (Files.isDirectory(folder.path())) {
            try (var entries = Files.list(folder.path())) {
                entries.filter(Files::isDirectory).sorted().map(Place::new).forEach(places::add);
            } catch (IOException e) {
                // A folder that this user may not read has no kernels for this user.
                return places;
            }
        }
        places.removeIf(place -> place.path().getFileName().toString().startsWith("."));
        return places;
    }
}
