package org.dhurandhar.install;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/// Installs a kernel: what it is called, where, and with which flags it runs.
public record Installation(
        KernelFolder folder, String name, String displayName, List<String> jvmArgs) {
    /// What the kernel is called where nothing else is said.
    public static final String NAME = "dhurandhar";

    /// What menus show where nothing else is said.
    public static final String DISPLAY_NAME = "Java (Dhurandhar)";

    public Installation {
        jvmArgs = List.copyOf(jvmArgs);
    }

    /// Starts with a folder.
    public static Installation in(KernelFolder folder) {
        return new Installation(folder, NAME, DISPLAY_NAME, List.of());
    }

    /// With names of its own.
    public Installation named(String word, String shown) {
        return new Installation(folder, word, shown, jvmArgs);
    }

    /// With more flags for the virtual machine.
    public Installation jvmArgs(List<String> flags) {
        return new Installation(folder, name, displayName, flags);
    }

    /// Does it, and tells what it did.
    public Path install(PrintWriter out, PrintWriter err) {
        throw new UnsupportedOperationException("skeleton");
    }

    /// Removes a kernel of ours.
    ///
    /// @return its folder
    public static Path uninstall(KernelFolder folder, String name) {
        throw new UnsupportedOperationException("skeleton");
    }
}
