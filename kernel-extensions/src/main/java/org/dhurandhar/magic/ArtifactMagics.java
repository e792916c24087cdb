package org.dhurandhar.magic;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.progress.Progress;
import org.jspecify.annotations.Nullable;

/// `%maven`, `%mavenRepo`, `%loadFromPOM`: libraries from repositories.
final class ArtifactMagics {
    private static final String USAGE = "%maven group:artifact:version ... [--from URL]";
    private static final String POM = "%loadFromPOM FILE [scope ...]";
    private static final Set<String> SCOPES = Set.of("compile", "runtime", "system", "import");

    /// `group#artifact;version`, which older notebooks write.
    private static final Pattern IVY = Pattern.compile("([^#;]+)#([^#;]+);([^#;]+)");

    private static final Pattern PART =
            Pattern.compile("<(dependency|repository)>.*?</\\1>", Pattern.DOTALL);
    private static final Pattern MANAGED =
            Pattern.compile("<dependencyManagement>.*?</dependencyManagement>", Pattern.DOTALL);
    private static final Pattern PROPERTIES =
            Pattern.compile("<properties>.*?</properties>", Pattern.DOTALL);

    private final Map<String, Artifacts.Repository> repositories = new LinkedHashMap<>();
    private @Nullable Artifacts artifacts;

    List<Magic> all() {
        return List.of(
                new Magic(
                        List.of("maven", "addMavenDependency", "addMavenDependencies"),
                        USAGE,
                        "puts artifacts, and all that they need, on the class path",
                        Magic.Takes.ARTIFACTS,
                        this::maven,
                        null),
                new Magic(
                        List.of("mavenRepo", "addMavenRepo"),
                        "%mavenRepo ID URL",
                        "adds a repository that %maven looks in",
                        Magic.Takes.NOTHING,
                        this::repository,
                        null),
                new Magic(
                        List.of("loadFromPOM", "pom"),
                        POM + "\n%%loadFromPOM [scope ...]",
                        "puts what a project of Maven, or a part of one, needs on the class path",
                        Magic.Takes.FILES,
                        this::pomFile,
                        this::pomText));
    }

    private Entries maven(Call call) {
        var coordinates = new ArrayList<String>();
        var places = new ArrayList<>(repositories.values());
        var words = call.someWords(USAGE);
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            int equals = word.indexOf('=');
            var option = equals < 0 ? word : word.substring(0, equals);
            if (option.equals("--from") || option.equals("-from")) {
                if (equals < 0 && i + 1 == words.size()) {
                    throw DhurandharException.because("MissingArgument", word + " names nothing")
                            .expected("the URL of a repository, or the id of one of %mavenRepo")
                            .fix(USAGE);
                }
                places.add(place(equals < 0 ? words.get(++i) : word.substring(equals + 1)));
            } else if (word.startsWith("-")) {
                throw DhurandharException.unknownName(
                        "option of %maven", word, List.of("--from"), USAGE);
            } else {
                coordinates.add(IVY.matcher(word).replaceFirst("$1:$2:$3"));
            }
        }
        return added(call, arrivals -> resolver().resolve(coordinates, places, arrivals));
    }

    private Artifacts.Repository place(String from) {
        var known = repositories.get(from);
        if (known != null) {
            return known;
        }
        if (from.indexOf(':') < 0) {
            throw DhurandharException.because("UnknownName", "no repository named " + from)
                    .facts("known", String.join(", ", repositories.keySet()))
                    .fix("%mavenRepo " + from + " URL");
        }
        return new Artifacts.Repository("from-" + Integer.toHexString(from.hashCode()), from);
    }

    private @Nullable Object repository(Call call) {
        var words = call.words();
        if (words.size() != 2) {
            throw DhurandharException.because(
                            "MissingArgument", words.size() + " words after %" + call.name())
                    .expected("%mavenRepo ID URL")
                    .fix("%mavenRepo snapshots https://example.org/snapshots");
        }
        repositories.put(
                words.getFirst(), new Artifacts.Repository(words.getFirst(), words.getLast()));
        return null;
    }

    private Entries pomFile(Call call) {
        var words = call.someWords(POM);
        var file = PathMagics.path(words.getFirst());
        if (!Files.isRegularFile(file)) {
            throw DhurandharException.because("MissingFile", "no file " + words.getFirst())
                    .expected(POM)
                    .fix("%loadFromPOM pom.xml");
        }
        var scopes = scopes(words.subList(1, words.size()));
        var places = List.copyOf(repositories.values());
        return added(call, arrivals -> resolver().resolve(file, scopes, places, arrivals));
    }

    private Entries pomText(Call call) throws Exception {
        var scopes = scopes(call.words());
        var places = List.copyOf(repositories.values());
        var file = Files.createTempFile("cell", ".pom");
        try {
            Files.writeString(file, whole(String.valueOf(call.body())));
            return added(call, arrivals -> resolver().resolve(file, scopes, places, arrivals));
        } finally {
            Files.delete(file);
        }
    }

    private static Set<String> scopes(List<String> named) {
        return named.isEmpty() ? SCOPES : new HashSet<>(named);
    }

    /// A whole project around the parts that pages about libraries show.
    static String whole(String text) {
        if (text.contains("<project")) {
            return text;
        }
        var managed = MANAGED.matcher(text);
        var properties = PROPERTIES.matcher(text);
        var out = new StringBuilder("<project><modelVersion>4.0.0</modelVersion>");
        out.append("<groupId>cell</groupId><artifactId>cell</artifactId><version>1</version>");
        out.append(properties.find() ? properties.group() : "");
        out.append(managed.find() ? managed.group() : "");
        var bare = MANAGED.matcher(text).replaceAll("");
        for (var part : List.of("dependency", "repository")) {
            out.append(part.equals("dependency") ? "<dependencies>" : "<repositories>");
            PART.matcher(bare)
                    .results()
                    .filter(r -> r.group(1).equals(part))
                    .forEach(r -> out.append(r.group()));
            out.append(part.equals("dependency") ? "</dependencies>" : "</repositories>");
        }
        if (managed.reset().results().count() == 0 && out.indexOf("<dependency>") < 0) {
            throw DhurandharException.because("MalformedFile", "no <dependency> in the cell")
                    .expected("a project of Maven, or its <dependency> and <repository> parts")
                    .fix("%help loadFromPOM");
        }
        return out.append("</project>").toString();
    }

    private interface Search {
        List<Path> files(Artifacts.Arrivals arrivals);
    }

    private static Entries added(Call call, Search search) {
        try (var progress = Progress.of("Resolving " + shortened(call), "file")) {
            var files = search.files(file -> progress.step(file.isEmpty() ? 0 : 1));
            progress.done();
            call.session().addToClassPath(files);
            return Entries.added(files);
        }
    }

    private static String shortened(Call call) {
        var text = call.body() == null ? call.text().strip() : "a project";
        return text.length() <= 48 ? text : text.substring(0, 48) + "...";
    }

    private Artifacts resolver() {
        var known = artifacts;
        if (known == null) {
            known = Libraries.load();
            artifacts = known;
        }
        return known;
    }
}
