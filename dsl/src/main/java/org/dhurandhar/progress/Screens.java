package org.dhurandhar.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// The clock and the screens of this process; screens are looked for when the first job has lasted
/// long enough. No lambdas: the first of a process costs as much as a short command.
final class Screens implements Surroundings {
    static final Surroundings OF_PROCESS = new Screens();

    private Screens() {}

    private static final class Found {
        static final List<ProgressScreen> ALL = all();

        private static List<ProgressScreen> all() {
            var screens = new ArrayList<ProgressScreen>();
            for (var screen :
                    ServiceLoader.load(ProgressScreen.class, Screens.class.getClassLoader())) {
                screens.add(screen);
            }
            screens.add(TerminalScreen.ofProcess());
            return List.copyOf(screens);
        }
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public ProgressScreen.@Nullable Line openLine() {
        for (var screen : Found.ALL) {
            if (screen.isHere()) {
                return screen.open();
            }
        }
        return null;
    }
}
