package org.dhurandhar;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The walls between the packages of this module: dependencies run one way.
@AnalyzeClasses(
        packages = {
            "org.dhurandhar.assist",
            "org.dhurandhar.command",
            "org.dhurandhar.engine",
            "org.dhurandhar.install",
            "org.dhurandhar.jupyter",
            "org.dhurandhar.kernel",
            "org.dhurandhar.magic",
            "org.dhurandhar.notebook"
        },
        importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final Path SOURCES = Path.of("src/main/java");

    @ArchTest
    static final ArchRule dependencies_run_one_way =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("command")
                    .definedBy("org.dhurandhar.command..")
                    .layer("install")
                    .definedBy("org.dhurandhar.install..")
                    .layer("kernel")
                    .definedBy("org.dhurandhar.kernel..")
                    .layer("notebook")
                    .definedBy("org.dhurandhar.notebook..")
                    .layer("magic")
                    .definedBy("org.dhurandhar.magic..")
                    .layer("engine")
                    .definedBy("org.dhurandhar.engine..")
                    .layer("assist")
                    .definedBy("org.dhurandhar.assist..")
                    .layer("jupyter")
                    .definedBy("org.dhurandhar.jupyter..")
                    .whereLayer("command")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("install")
                    .mayOnlyAccessLayers("engine")
                    .whereLayer("kernel")
                    .mayOnlyAccessLayers("magic", "engine", "assist", "jupyter")
                    .whereLayer("notebook")
                    .mayOnlyAccessLayers("magic", "engine", "assist", "jupyter")
                    .whereLayer("magic")
                    .mayOnlyAccessLayers("engine", "assist", "jupyter")
                    .whereLayer("engine")
                    .mayOnlyAccessLayers("assist", "jupyter")
                    .whereLayer("assist")
                    .mayNotAccessAnyLayer()
                    .whereLayer("jupyter")
                    .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule packages_form_no_cycles =
            slices().matching("org.dhurandhar.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_kernel_sees_sockets =
            only("org.dhurandhar.kernel..", "org.zeromq..");

    @ArchTest
    static final ArchRule only_magic_sees_the_resolver =
            only("org.dhurandhar.magic..", "org.apache.maven..", "org.eclipse.aether..");

    @ArchTest
    static final ArchRule only_command_sees_picocli = only("org.dhurandhar.command..", "picocli..");

    @ArchTest
    static final ArchRule only_notebook_sees_markdown_and_html =
            only("org.dhurandhar.notebook..", "org.commonmark..", "org.jsoup..");

    private static ArchRule only(String here, String... seen) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(here)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(seen);
    }

    /// A declaration that others see: at most two levels deep.
    private static final Pattern PUBLIC =
            Pattern.compile("(?: {4})?(?: {4})?public (?!.*@Override).*[({;].*|(?: {4})?public .*");

    @ArchTest
    static void what_is_public_says_what_it_is_for(JavaClasses classes) throws IOException {
        assertThat(classes).isNotEmpty();
        var silent = new ArrayList<String>();
        try (var files = Files.walk(SOURCES)) {
            for (var file :
                    (Iterable<Path>) files.filter(f -> f.toString().endsWith(".java"))::iterator) {
                silent(file, silent);
            }
        }
        assertThat(silent).isEmpty();
    }

    /// Public declarations of public types without a docstring; what overrides has that of above,
    /// and so have compact constructors, whose record speaks for them.
    private static void silent(Path file, List<String> silent) throws IOException {
        var lines = Files.readAllLines(file);
        if (lines.stream().noneMatch(l -> l.startsWith("public "))) {
            return;
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!PUBLIC.matcher(lines.get(i)).matches()
                    || lines.get(i).matches(" +public \\w+ \\{")) {
                continue;
            }
            int above = i - 1;
            boolean overrides = false;
            while (lines.get(above).strip().matches("@.*|[^/]*\\)|\"[^;]*|.*[{(,]")
                    && !lines.get(above).isBlank()
                    && !lines.get(above).strip().startsWith("///")) {
                overrides |= lines.get(above).strip().equals("@Override");
                above--;
            }
            if (!overrides && !lines.get(above).strip().startsWith("///")) {
                silent.add(file.getFileName() + ":" + (i + 1) + " " + lines.get(i).strip());
            }
        }
    }
}
