package org.dhurandhar.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dhurandhar.DhurandharException;

/// A kernel's folder: what we put there, and what others did.
record Place(Path path) {
    private static final List<String> LOGOS =
            List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg");

    private static final Set<String> OURS =
            Set.of(
                    Spec.FILE,
                    Distribution.JAR,
                    Distribution.LIB,
                    FastStarts.NAME,
                    LOGOS.get(0),
                    LOGOS.get(1),
                    LOGOS.get(2));

    boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /// Whether we have written the kernel there; a link is another's.
    boolean isOurs() {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && Spec.in(path) != null;
    }

    void refuseForeign(String fix) {
        if (exists() && !isOurs()) {
            throw DhurandharException.because("ForeignKernel", path + " is not ours")
                    .expected("a kernel that ./dhurandhar kernel install has written")
                    .fix(fix);
        }
    }

    /// Fills a folder in the making.
    static void fill(Path made, Spec spec) throws IOException {
        for (var logo : LOGOS) {
            try (var in = Place.class.getResourceAsStream(logo)) {
                if (in == null) {
                    throw new IllegalStateException(logo + " is missing");
                }
                Files.copy(in, made.resolve(logo));
            }
        }
        Files.writeString(made.resolve(Spec.FILE), spec.json(), StandardCharsets.UTF_8);
    }

    /// Moves a folder that was made aside here; files of others that are here stay.
    void replaceBy(Path made) throws IOException {
        if (exists()) {
            for (var foreign : foreign()) {
                Folders.copy(foreign, made.resolve(foreign.getFileName().toString()));
            }
        }
        Folders.replace(path, made);
    }

    /// Removes what is ours, and the folder where nothing else is in it.
    void remove() throws IOException {
        // First what makes it a kernel.
        Files.delete(path.resolve(Spec.FILE));
        for (var name : OURS) {
            Folders.delete(path.resolve(name));
        }
        if (foreign().isEmpty()) {
            Files.delete(path);
        }
    }

    private List<Path> foreign() throws IOException {
        var foreign = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(path)) {
            for (var entry : entries) {
                if (!OURS.contains(entry.getFileName().toString())) {
                    foreign.add(entry);
                }
            }
        }
        return foreign;
    }
}
