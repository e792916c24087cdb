package org.dhurandhar.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.cli.Main;
import org.dhurandhar.engine.Language;

/// Installs a kernel: where, what it is called, and with which flags it runs.
public record Installation(
        KernelFolder folder, String name, String displayName, List<String> jvmArgs) {
    /// What the kernel is called where nothing else is said.
    public static final String NAME = Language.KERNEL;

    /// What menus show where nothing else is said.
    public static final String DISPLAY_NAME = Language.DISPLAY_NAME;

    private static final String KERNEL = "org.dhurandhar.kernel.Kernel";
    private static final String TRAINING = "org.dhurandhar.kernel.Training";
    private static final Duration START = Duration.ofMinutes(1);

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

    /// With more flags for the virtual machine, several to a text or not.
    public Installation jvmArgs(List<String> texts) {
        return new Installation(folder, name, displayName, JvmFlags.words(texts));
    }

    /// Does it, and tells what it did.
    ///
    /// @return the kernel's folder
    /// @throws DhurandharException where the name is taken by a kernel that is not ours, a flag is
    ///   wrong, or the folder cannot be written
    public Path install(PrintWriter out, PrintWriter err) {
        var jdk = Jdk.running();
        var flags = checkedFlags(jdk);
        err.println("dhurandhar: preparing fast starts of the kernel ...");
        err.flush();
        var fast = install(Distribution.running(), jdk, flags);
        out.println("installed " + name + " in " + place());
        out.println("  runs on   " + jdk.home() + " (" + jdk.version() + ")");
        out.println("  starts    " + described(fast));
        out.println("  remove    ./dhurandhar kernel uninstall" + where());
        out.flush();
        return place();
    }

    private static String described(FastStarts fast) {
        var file = fast.file();
        if (file == null) {
            return "slowly, without a cache: " + fast.why();
        }
        try {
            return String.format(
                    Locale.ROOT,
                    "fast, from a cache of %d MiB that took %.1f s to make",
                    Files.size(file) >> 20,
                    fast.took().toMillis() / 1000.0);
        } catch (IOException e) {
            return "fast, from a cache";
        }
    }

    private String where() {
        var shown = name.equals(NAME) ? "" : " --name " + name;
        if (folder.equals(KernelFolder.ofUser())) {
            return shown;
        }
        var prefix = folder.prefix();
        return prefix == null ? shown : shown + " --prefix " + Lab.quoted(prefix.toString());
    }

    FastStarts install(Distribution source, Jdk jdk) {
        return install(source, jdk, checkedFlags(jdk));
    }

    /// The flags it runs with, where nothing speaks against it.
    private List<String> checkedFlags(Jdk jdk) {
        new Place(place())
                .refuseForeign("--name " + name + "-2   or remove it with what installed it");
        var flags = JvmFlags.with(jvmArgs);
        refuseBadFlags(jdk, flags);
        return flags;
    }

    private FastStarts install(Distribution source, Jdk jdk, List<String> flags) {
        var place = new Place(place());
        try {
            var made = Folders.beside(place.path());
            try {
                var copy = source.copyTo(made);
                var fast = FastStarts.make(jdk, flags, copy, TRAINING).moved(made, place.path());
                Place.fill(made, spec(jdk, flags, fast, source.fingerprint()));
                place.replaceBy(made);
                return fast;
            } finally {
                Folders.delete(made);
            }
        } catch (IOException e) {
            throw failed(place.path(), e);
        }
    }

    private Spec spec(Jdk jdk, List<String> flags, FastStarts fast, String source) {
        var argv = new ArrayList<String>();
        argv.add(jdk.java().toString());
        argv.addAll(flags);
        argv.addAll(fast.flags());
        var jar = new Distribution(place().resolve(Distribution.JAR), List.of());
        argv.addAll(List.of("-cp", jar.classPath(), KERNEL, "{connection_file}"));
        return new Spec(argv, displayName, Main.Version.number(), jdk.home(), source);
    }

    /// The kernel's own folder.
    Path place() {
        if (!name.matches("[A-Za-z0-9._-]+") || name.startsWith(".")) {
            throw DhurandharException.because("BadName", "--name \"" + name + "\"")
                    .expected("letters of ASCII, digits, and . _ -, as Jupyter wants it")
                    .fix("--name dhurandhar --display-name \"" + name + "\"");
        }
        return folder.path().resolve(name);
    }

    private static void refuseBadFlags(Jdk jdk, List<String> flags) {
        var words = new ArrayList<>(flags);
        words.remove(JvmFlags.FORGIVING);
        words.add("-version");
        var answer = Command.of(jdk.java(), words).run(START);
        if (!answer.succeeded()) {
            var said = answer.output().lines().filter(l -> !l.isBlank()).findFirst();
            throw DhurandharException.because(
                            "BadFlags", "the virtual machine says: " + said.orElse("nothing"))
                    .expected("flags that " + jdk.java() + " takes")
                    .fix("--jvm-args \"-Xmx4g\"   or leave it out");
        }
    }

    private static DhurandharException failed(Path place, IOException e) {
        var reason =
                e instanceof AccessDeniedException
                        ? "permission denied"
                        : e instanceof NoSuchFileException missing
                                ? missing.getFile() + " cannot be made"
                                : e instanceof FileSystemException f && f.getReason() != null
                                        ? f.getReason()
                                        : String.valueOf(e.getMessage());
        return DhurandharException.because("WriteFailed", place + ": " + reason)
                .expected("a folder that can be written, on a disk with room")
                .fix("--user   or   --prefix with another folder");
    }

    /// Removes a kernel of ours.
    ///
    /// @return its folder
    /// @throws DhurandharException where there is none of that name, or it is not ours
    public static Path uninstall(KernelFolder folder, String name) {
        var place = new Place(in(folder).named(name, name).place());
        if (!place.exists()) {
            throw DhurandharException.because("NoKernel", place.path() + " does not exist")
                    .expected("a kernel that ./dhurandhar kernel install has written")
                    .fix("./dhurandhar kernel list");
        }
        place.refuseForeign("./dhurandhar kernel list");
        try {
            place.remove();
            return place.path();
        } catch (IOException e) {
            throw failed(place.path(), e);
        }
    }
}
