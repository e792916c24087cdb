package org.dhurandhar.magic;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Finds artifacts and what they need. Its implementation lives in a class loader of its own, with
/// libraries that cells should not see.
public interface Artifacts {
    /// A place to look in, beside those of the user's settings.
    record Repository(String id, String url) {}

    /// Told of each file that arrives.
    interface Arrivals {
        /// Counts a file.
        ///
        /// @param file its name; empty where nothing arrived and the thread was interrupted
        /// @throws org.dhurandhar.progress.InterruptedWork to stop
        void arrived(String file);
    }

    /// The files of artifacts and of all that they need to run.
    ///
    /// @param coordinates `group:artifact:[type:[classifier:]]version`
    /// @throws org.dhurandhar.DhurandharException where one is not to be had
    List<Path> resolve(List<String> coordinates, List<Repository> repositories, Arrivals arrivals);

    /// The files of what a project needs.
    ///
    /// @param scopes of its dependencies that are wanted
    /// @throws org.dhurandhar.DhurandharException where one is not to be had
    List<Path> resolve(
            Path pom, Set<String> scopes, List<Repository> repositories, Arrivals arrivals);
}
