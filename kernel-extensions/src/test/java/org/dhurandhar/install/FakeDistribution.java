package org.dhurandhar.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;

/// A jar that needs one library and says what it was started with.
final class FakeDistribution {
    private static final String KERNEL =
            """
            package org.dhurandhar.kernel;

            public class Kernel {
                public static void main(String[] args) {
                    System.out.println(Word.WORD + " " + args[0]
                            + " " + ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
                }
            }
            """;

    private static final String WORD =
            """
            package org.dhurandhar.kernel;

            public class Word {
                public static final String WORD = new String("started with");
            }
            """;

    private static final String TRAINING =
            """
            package org.dhurandhar.kernel;

            public class Training {
                public static void main(String[] args) {
                    Kernel.main(new String[] {"nothing"});
                }
            }
            """;

    private FakeDistribution() {}

    /// One that can be trained.
    static Distribution in(Path folder) throws IOException {
        var classes = Files.createDirectories(folder.resolve("classes"));
        for (var name : List.of("Kernel", "Word", "Training")) {
            var text = name.equals("Kernel") ? KERNEL : name.equals("Word") ? WORD : TRAINING;
            Files.writeString(classes.resolve(name + ".java"), text);
        }
        var words = List.of("Kernel", "Word", "Training").stream();
        var javac = ToolProvider.getSystemJavaCompiler();
        var files = words.map(word -> classes.resolve(word + ".java").toString()).toList();
        var arguments = new java.util.ArrayList<>(List.of("-d", classes.toString()));
        arguments.addAll(files);
        if (javac.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("does not compile");
        }
        var lib = Files.createDirectories(folder.resolve(Distribution.LIB));
        jar(lib.resolve("word.jar"), new Manifest(), classes, List.of("Word"));
        var apart = Files.createDirectories(lib.resolve("maven"));
        jar(apart.resolve("resolver.jar"), new Manifest(), classes, List.of("Word"));
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "lib/word.jar");
        var jar = folder.resolve(Distribution.JAR);
        jar(jar, manifest, classes, List.of("Kernel", "Training"));
        return Distribution.at(jar);
    }

    private static void jar(Path file, Manifest manifest, Path classes, List<String> names)
            throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (var name : names) {
                var path = "org/dhurandhar/kernel/" + name + ".class";
                out.putNextEntry(new JarEntry(path));
                out.write(Files.readAllBytes(classes.resolve(path)));
            }
        }
    }
}
