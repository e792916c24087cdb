package org.dhurandhar.notebook;

import java.util.Map;

/// skeleton
final class Parameters {
    private Parameters() {}

    static void inject(Map<String, String> values, Notebook notebook) {}
}
