package org.dhurandhar.engine;

import java.util.List;

/// How a session begins.
///
/// @param magics what cells can say beside Java
/// @param imports evaluated before the first cell, such as `import org.dhurandhar.*;`
/// @param compilerOptions of every snippet, such as `--add-modules`, `jdk.incubator.vector`
public record Settings(Magics magics, List<String> imports, List<String> compilerOptions) {
    public Settings {
        imports = List.copyOf(imports);
        compilerOptions = List.copyOf(compilerOptions);
    }
}
