package org.dhurandhar.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// The screens of this process, looked for when the first job has lasted long enough.
final class Screens {
    private static final List<ProgressScreen> ALL = all();

    private Screens() {}

    private static List<ProgressScreen> all() {
        var screens = new ArrayList<ProgressScreen>();
        ServiceLoader.load(ProgressScreen.class, Screens.class.getClassLoader())
                .forEach(screens::add);
        screens.add(TerminalScreen.ofProcess());
        return List.copyOf(screens);
    }

    /// A line on the first screen that is here, or null.
    static ProgressScreen.@Nullable Line open() {
        for (var screen : ALL) {
            if (screen.isHere()) {
                return screen.open();
            }
        }
        return null;
    }
}
