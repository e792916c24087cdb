package org.dhurandhar.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dhurandhar.DhurandharException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a repository in a directory, which the user's settings name as the mirror of all others.
class MavenTest {
    private final String home = System.getProperty("user.home");
    private final List<String> arrived = new ArrayList<>();

    @TempDir Path directory;

    @BeforeEach
    void settle() throws IOException {
        artifact("base", "1", "");
        artifact("base", "2", "");
        artifact(
                "lib", "1.0", dependency("base", "1", "compile") + dependency("none", "1", "test"));
        Files.createDirectories(directory.resolve(".m2"));
        Files.writeString(
                directory.resolve(".m2/settings.xml"),
                """
                <settings><localRepository>%s</localRepository>
                <mirrors><mirror><id>all</id><mirrorOf>*</mirrorOf><url>%s</url></mirror></mirrors>
                </settings>
                """
                        .formatted(
                                directory.resolve("local"), directory.resolve("remote").toUri()));
        System.setProperty("user.home", directory.toString());
    }

    @AfterEach
    void restore() {
        System.setProperty("user.home", home);
    }

    private void artifact(String name, String version, String dependencies) throws IOException {
        var place = directory.resolve("remote/test/" + name);
        var own = Files.createDirectories(place.resolve(version));
        Files.writeString(own.resolve(name + "-" + version + ".jar"), name);
        Files.writeString(
                own.resolve(name + "-" + version + ".pom"),
                """
                <project><modelVersion>4.0.0</modelVersion><groupId>test</groupId>
                <artifactId>%s</artifactId><version>%s</version><dependencies>%s</dependencies></project>
                """
                        .formatted(name, version, dependencies));
        Files.writeString(
                place.resolve("maven-metadata.xml"),
                """
                <metadata><groupId>test</groupId><artifactId>%s</artifactId><versioning><versions>
                <version>1</version><version>2</version></versions></versioning></metadata>
                """
                        .formatted(name));
    }

    private static String dependency(String name, String version, String scope) {
        return "<dependency><groupId>test</groupId><artifactId>%s</artifactId><version>%s</version><scope>%s</scope></dependency>"
                .formatted(name, version, scope);
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(f -> f.getFileName().toString()).toList();
    }

    private List<Path> resolve(String... coordinates) {
        return Libraries.load().resolve(List.of(coordinates), List.of(), arrived::add);
    }

    @Test
    void what_an_artifact_needs_comes_with_it() {
        var files = resolve("test:lib:1.0");
        assertThat(names(files)).containsExactly("lib-1.0.jar", "base-1.jar");
        assertThat(files).allMatch(f -> f.startsWith(directory.resolve("local")));
        assertThat(arrived).contains("lib-1.0.jar", "base-1.jar");
    }

    @Test
    void artifacts_of_one_request_agree_on_versions() {
        assertThat(names(resolve("test:base:2", "test:lib:1.0")))
                .containsExactly("base-2.jar", "lib-1.0.jar");
    }

    @Test
    void an_unknown_version_lists_those_there_are() {
        assertThatThrownBy(() -> resolve("test:base:3"))
                .isInstanceOf(DhurandharException.class)
                .hasMessage(
                        "UnknownArtifact: no artifact test:base:jar:3 is to be found\n"
                                + "  versions: 1, 2\n"
                                + "  try:    %maven test:base:2");
    }

    @Test
    void an_unknown_artifact_says_where_it_was_sought() {
        assertThatThrownBy(() -> resolve("test:nix:1"))
                .hasMessageContaining("no artifact test:nix:jar:1 is to be found")
                .hasMessageContaining("searched: all");
    }

    @Test
    void malformed_coordinates_say_what_they_should_be() {
        assertThatThrownBy(() -> resolve("base"))
                .hasMessageContaining("\"base\" names no artifact")
                .hasMessageContaining("group:artifact:version");
    }

    @Test
    void a_project_brings_what_it_needs_at_run_time() throws IOException {
        var pom =
                Files.writeString(
                        directory.resolve("pom.xml"),
                        "<project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>a</artifactId>"
                                + "<version>1</version><properties><v>1.0</v></properties><dependencyManagement><dependencies>"
                                + dependency("base", "2", "compile")
                                + "</dependencies></dependencyManagement><dependencies>"
                                + dependency("lib", "${v}", "compile")
                                + dependency("none", "1", "test")
                                + "</dependencies></project>");
        var files =
                Libraries.load()
                        .resolve(pom, Set.of("compile", "runtime"), List.of(), arrived::add);
        assertThat(names(files)).containsExactly("lib-1.0.jar", "base-2.jar");
    }

    @Test
    void a_file_that_is_no_project_is_refused() throws IOException {
        var pom = Files.writeString(directory.resolve("pom.xml"), "<project><nix");
        assertThatThrownBy(() ->
                        Libraries.load().resolve(pom, Set.of("compile"), List.of(), arrived::add))
                .hasMessageStartingWith("MalformedFile: " + pom + " is no project");
    }

    @Test
    void the_local_repository_completes_coordinates() throws IOException {
        Files.createDirectories(directory.resolve(".m2/repository"));
        Files.move(directory.resolve("remote/test"), directory.resolve(".m2/repository/test"));
        assertThat(LocalArtifacts.after("te")).extracting(i -> i.text()).containsExactly("test:");
        assertThat(LocalArtifacts.after("test:l"))
                .extracting(i -> i.text())
                .containsExactly("test:lib:");
        assertThat(LocalArtifacts.after("test:base:"))
                .extracting(i -> i.text())
                .containsExactly("test:base:2", "test:base:1");
    }
}
