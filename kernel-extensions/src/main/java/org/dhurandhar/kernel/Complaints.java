package org.dhurandhar.kernel;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/// What a kernel says to whoever started it: on the process's standard error, whatever cells have
/// made of `System.err`; each thing once.
final class Complaints {
    private static final int MOST = 100;

    private final PrintStream err =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    private final Set<String> told = new HashSet<>();

    synchronized void about(String what) {
        if (told.size() < MOST && told.add(what)) {
            err.println("dhurandhar kernel: " + what);
        }
    }
}
