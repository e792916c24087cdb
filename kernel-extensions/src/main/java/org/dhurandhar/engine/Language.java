package org.dhurandhar.engine;

import com.google.gson.JsonObject;
import org.dhurandhar.cli.Main;

/// What notebooks and their clients are told of the language of cells, and of the kernel.
public final class Language {
    /// What Jupyter knows the language by.
    public static final String NAME = "java";

    /// What the kernel is called where nothing else is said.
    public static final String KERNEL = "dhurandhar";

    /// What menus show where nothing else is said.
    public static final String DISPLAY_NAME = "Dhurandhar (Java)";

    private Language() {}

    /// The version of this library, such as `0.1.0`.
    public static String version() {
        return Main.Version.number();
    }

    /// The `language_info` of a kernel and of a notebook's metadata.
    public static JsonObject info() {
        var language = new JsonObject();
        language.addProperty("codemirror_mode", "text/x-java");
        language.addProperty("file_extension", ".java");
        language.addProperty("mimetype", "text/x-java-source");
        language.addProperty("name", NAME);
        language.addProperty("nbconvert_exporter", "script");
        language.addProperty("pygments_lexer", "java");
        language.addProperty("version", System.getProperty("java.version"));
        return language;
    }
}
