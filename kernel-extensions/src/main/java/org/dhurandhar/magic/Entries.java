package org.dhurandhar.magic;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.stream.Collectors;

/// Files that were put on the class path; one line where it is shown.
final class Entries extends AbstractList<String> {
    private static final int MOST = 6;

    private final List<Path> files;
    private final boolean all;

    private Entries(List<Path> files, boolean all) {
        this.files = List.copyOf(files);
        this.all = all;
    }

    /// Those that were added.
    static Entries added(List<Path> files) {
        return new Entries(files, false);
    }

    /// All that there are, one a line.
    static Entries all(List<Path> files) {
        return new Entries(files, true);
    }

    @Override
    public String get(int index) {
        return files.get(index).toString();
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public String toString() {
        if (all) {
            return String.join("\n", this);
        }
        if (files.isEmpty()) {
            return "nothing that was not there already";
        }
        var names =
                files.stream()
                        .limit(MOST)
                        .map(f -> String.valueOf(f.getFileName()))
                        .collect(Collectors.joining(", "));
        return "on the class path now: "
                + names
                + (files.size() > MOST ? " and " + (files.size() - MOST) + " more" : "");
    }
}
