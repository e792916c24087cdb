package org.dhurandhar;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/// The walls between packages: dependencies run one way.
@AnalyzeClasses(packages = "org.dhurandhar", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    /// The error and its spelling help stand in the root package but belong below everything.
    private static final DescribedPredicate<JavaClass> ERRORS =
            DescribedPredicate.describe(
                    "errors",
                    nameMatching("org\\.dhurandhar\\.(DhurandharException|Closeness)(\\$.*)?"));

    private static final Set<String> UNSEEN_IN_THE_SHELL =
            Set.of("org.dhurandhar.cli", "org.dhurandhar.document", "org.dhurandhar.script");

    @ArchTest
    static final ArchRule dependencies_run_one_way =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .withOptionalLayers(true)
                    .layer("errors")
                    .definedBy(ERRORS)
                    .layer("root")
                    .definedBy(
                            resideInAPackage("org.dhurandhar").and(DescribedPredicate.not(ERRORS)))
                    .layer("cli")
                    .definedBy("..cli..")
                    .layer("script")
                    .definedBy("..script..")
                    .layer("memory")
                    .definedBy("..memory..")
                    .layer("runtime")
                    .definedBy("..runtime..")
                    .layer("device")
                    .definedBy("..device..")
                    .layer("model")
                    .definedBy("..model..")
                    .layer("report")
                    .definedBy("..report..")
                    .layer("document")
                    .definedBy("..document..")
                    .layer("progress")
                    .definedBy("..progress..")
                    .whereLayer("cli")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("root")
                    .mayOnlyBeAccessedByLayers("cli")
                    .whereLayer("script")
                    .mayOnlyBeAccessedByLayers("cli")
                    .whereLayer("script")
                    .mayOnlyAccessLayers("errors")
                    .whereLayer("memory")
                    .mayOnlyAccessLayers(
                            "runtime",
                            "device",
                            "model",
                            "report",
                            "document",
                            "progress",
                            "errors")
                    .whereLayer("runtime")
                    .mayOnlyAccessLayers("model", "report", "document", "progress", "errors")
                    .whereLayer("device")
                    .mayOnlyAccessLayers("report", "document", "progress", "errors")
                    .whereLayer("model")
                    .mayOnlyAccessLayers("report", "document", "progress", "errors")
                    .whereLayer("report")
                    .mayOnlyAccessLayers("document", "progress", "errors")
                    .whereLayer("document")
                    .mayOnlyAccessLayers("progress", "errors")
                    .whereLayer("progress")
                    .mayNotAccessAnyLayer()
                    .whereLayer("errors")
                    .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule packages_form_no_cycles =
            slices().matching("org.dhurandhar.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_document_sees_the_parsers =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..document..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("tools.jackson..", "com.fasterxml..", "org.snakeyaml..");

    @ArchTest
    static final ArchRule only_script_sees_jshell =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..script..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("jdk.jshell..");

    @ArchTest
    static final ArchRule only_cli_sees_picocli =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..cli..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule only_report_sees_tables_charts_and_the_desktop =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..report..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "tech.tablesaw..", "org.knowm.xchart..", "java.awt..", "javax.swing..");

    @ArchTest
    static void the_shell_imports_every_package_with_public_types(JavaClasses classes)
            throws IOException {
        var imports = new TreeSet<String>();
        for (var type : classes) {
            if (type.getModifiers().contains(JavaModifier.PUBLIC)
                    && !UNSEEN_IN_THE_SHELL.contains(type.getPackageName())) {
                imports.add("import " + type.getPackageName() + ".*;");
            }
        }
        assertThat(Files.readAllLines(Path.of("src/main/jshell/dhurandhar.jsh")))
                .containsAll(imports);
    }
}
