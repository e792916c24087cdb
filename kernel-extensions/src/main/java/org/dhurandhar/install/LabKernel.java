package org.dhurandhar.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.dhurandhar.DhurandharException;

/// The kernel that `lab` brings along: in the cache folder, renewed with every build.
final class LabKernel {
    private LabKernel() {}

    /// Makes sure of it.
    ///
    /// @return the data folder that it lies in, for `JUPYTER_PATH`
    static Path ready(Host host, Distribution distribution, Jdk jdk, PrintWriter err) {
        var data = host.cache().resolve("jupyter");
        var installation = Installation.in(KernelFolder.inData(data));
        locked(
                data,
                () -> {
                    if (!isCurrent(installation.place(), distribution, jdk)) {
                        err.println("dhurandhar: preparing the kernel (once) ...");
                        err.flush();
                        installation.install(distribution, jdk);
                    }
                });
        return data;
    }

    private static boolean isCurrent(Path place, Distribution distribution, Jdk jdk) {
        var spec = Spec.in(place);
        return spec != null
                && spec.source().equals(distribution.fingerprint())
                && spec.jdk().equals(jdk.home())
                && spec.missing().isEmpty();
    }

    /// Does something while no other process does it in that folder.
    static void locked(Path folder, Runnable work) {
        try {
            Files.createDirectories(folder);
            try (var channel =
                            FileChannel.open(
                                    folder.resolve(".lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (lock.isValid()) {
                    work.run();
                }
            }
        } catch (IOException e) {
            throw DhurandharException.because("WriteFailed", folder + ": " + e.getMessage())
                    .expected("a cache folder that can be written")
                    .fix("XDG_CACHE_HOME=/another/folder ./dhurandhar lab");
        }
    }
}
