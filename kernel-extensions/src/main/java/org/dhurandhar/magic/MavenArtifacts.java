package org.dhurandhar.magic;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dhurandhar.DhurandharException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorPolicy;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import org.jspecify.annotations.Nullable;

/// Resolves as Maven does: the user's settings with their mirrors, proxies and local repository.
public final class MavenArtifacts implements Artifacts {
    private static final int MOST_VERSIONS = 8;

    /// Made by [Libraries].
    public MavenArtifacts() {}

    @Override
    public List<Path> resolve(
            List<String> coordinates, List<Repository> repositories, Arrivals arrivals) {
        var artifacts = new ArrayList<Artifact>();
        for (var each : coordinates) {
            artifacts.add(artifact(each));
        }
        return within(context -> {
            var request = new CollectRequest();
            artifacts.forEach(a -> request.addDependency(new Dependency(a, "runtime")));
            var session = session(context, arrivals, null);
            request.setRepositories(places(context, session, repositories));
            return files(context, session, request, arrivals);
        });
    }

    @Override
    public List<Path> resolve(
            Path pom, Set<String> scopes, List<Repository> repositories, Arrivals arrivals) {
        return within(context -> {
            var project = new DefaultArtifact("cell:cell:pom:1");
            var session = session(context, arrivals, new Project(project, pom.toFile()));
            var places = places(context, session, repositories);
            var read = descriptor(context, session, project, places, pom);
            var request = new CollectRequest();
            for (var dependency : read.getDependencies()) {
                if (scopes.contains(dependency.getScope())) {
                    request.addDependency(dependency.setScope("runtime"));
                }
            }
            request.setManagedDependencies(read.getManagedDependencies());
            var all = new ArrayList<>(places);
            all.addAll(
                    context.repositorySystem()
                            .newResolutionRepositories(session, read.getRepositories()));
            request.setRepositories(all);
            return files(context, session, request, arrivals);
        });
    }

    private interface Work {
        List<Path> in(Context context);
    }

    /// Services are looked for in the thread's class loader.
    private static List<Path> within(Work work) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(MavenArtifacts.class.getClassLoader());
        // Stated, as the library keeps the home it saw first.
        var home = Path.of(System.getProperty("user.home"), ".m2");
        var overrides =
                ContextOverrides.create()
                        .withUserSettings(true)
                        .withMavenUserHomeOverride(home)
                        .build();
        try (var context = Runtimes.INSTANCE.getRuntime().create(overrides)) {
            return work.in(context);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Artifact artifact(String coordinates) {
        try {
            return new DefaultArtifact(coordinates);
        } catch (IllegalArgumentException e) {
            throw DhurandharException.because(
                            "MalformedCoordinates", "\"" + coordinates + "\" names no artifact")
                    .expected("group:artifact:version, or group:artifact:type:classifier:version")
                    .fix("%maven org.apache.commons:commons-lang3:3.20.0");
        }
    }

    private static RepositorySystemSession session(
            Context context, Arrivals arrivals, @Nullable WorkspaceReader reader) {
        var session = new DefaultRepositorySystemSession(context.repositorySystemSession());
        session.setTransferListener(
                new AbstractTransferListener() {
                    @Override
                    public void transferSucceeded(TransferEvent event) {
                        var name = event.getResource().getResourceName();
                        arrivals.arrived(name.substring(name.lastIndexOf('/') + 1));
                    }

                    @Override
                    public void transferProgressed(TransferEvent event)
                            throws TransferCancelledException {
                        if (Thread.currentThread().isInterrupted()) {
                            throw new TransferCancelledException("interrupted");
                        }
                    }
                });
        if (reader != null) {
            session.setWorkspaceReader(reader);
        }
        return session;
    }

    private static List<RemoteRepository> places(
            Context context, RepositorySystemSession session, List<Repository> more) {
        var added =
                more.stream()
                        .map(r -> new RemoteRepository.Builder(r.id(), "default", r.url()).build())
                        .toList();
        // Those that were named for the purpose come first.
        var all =
                new ArrayList<>(
                        context.repositorySystem().newResolutionRepositories(session, added));
        all.addAll(context.remoteRepositories());
        return all;
    }

    private static ArtifactDescriptorResult descriptor(
            Context context,
            RepositorySystemSession session,
            Artifact project,
            List<RemoteRepository> places,
            Path pom) {
        var request = new ArtifactDescriptorRequest(project, places, "");
        var strict = new DefaultRepositorySystemSession(session);
        strict.setArtifactDescriptorPolicy((s, r) -> ArtifactDescriptorPolicy.STRICT);
        try {
            var read = context.repositorySystem().readArtifactDescriptor(strict, request);
            if (!read.getExceptions().isEmpty()) {
                throw malformed(pom, read.getExceptions().getFirst());
            }
            return read;
        } catch (ArtifactDescriptorException e) {
            throw malformed(pom, e);
        }
    }

    private static DhurandharException malformed(Path pom, Exception why) {
        Throwable deepest = why;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        var line = String.valueOf(deepest.getMessage()).lines().findFirst().orElse("");
        return DhurandharException.because("MalformedFile", pom + " is no project: " + line)
                .expected("a project of Maven, or its <dependency> and <repository> parts")
                .fix("%help loadFromPOM");
    }

    private static List<Path> files(
            Context context,
            RepositorySystemSession session,
            CollectRequest collect,
            Arrivals arrivals) {
        var filter = DependencyFilterUtils.classpathFilter("compile", "runtime");
        try {
            var result =
                    context.repositorySystem()
                            .resolveDependencies(session, new DependencyRequest(collect, filter));
            var files = new LinkedHashSet<Path>();
            for (var each : result.getArtifactResults()) {
                var file = each.getArtifact().getFile();
                if (file != null) {
                    files.add(file.toPath());
                }
            }
            return List.copyOf(files);
        } catch (DependencyResolutionException e) {
            if (Thread.currentThread().isInterrupted()) {
                arrivals.arrived("");
            }
            throw failure(context, session, collect, e);
        }
    }

    private static DhurandharException failure(
            Context context,
            RepositorySystemSession session,
            CollectRequest collect,
            DependencyResolutionException e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            switch (at) {
                case ArtifactNotFoundException missing -> {
                    return unknown(context, session, collect, missing.getArtifact());
                }
                case ArtifactTransferException transfer -> {
                    return unreachable(transfer);
                }
                case DependencyCollectionException collection -> {
                    for (var problem : collection.getResult().getExceptions()) {
                        if (problem instanceof ArtifactDescriptorException descriptor) {
                            return descriptor.getCause()
                                                    instanceof ArtifactTransferException transfer
                                            && !(transfer instanceof ArtifactNotFoundException)
                                    ? unreachable(transfer)
                                    : unknown(
                                            context,
                                            session,
                                            collect,
                                            descriptor.getResult().getArtifact());
                        }
                    }
                }
                default -> {}
            }
        }
        return DhurandharException.because("Unresolved", firstLine(e))
                .expected("artifacts of the repositories in the user's settings.xml")
                .fix("%maven group:artifact:version --from URL-of-a-repository");
    }

    private static DhurandharException unreachable(ArtifactTransferException transfer) {
        return DhurandharException.because("Unreachable", firstLine(transfer))
                .expected("a network, or a mirror or proxy in ~/.m2/settings.xml")
                .fix("%maven again, once the repository can be reached");
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static DhurandharException unknown(
            Context context,
            RepositorySystemSession session,
            CollectRequest collect,
            Artifact artifact) {
        var name = artifact.getGroupId() + ":" + artifact.getArtifactId();
        var draft =
                DhurandharException.because(
                        "UnknownArtifact", "no artifact " + artifact + " is to be found");
        var versions = versions(context, session, collect, artifact);
        if (versions.isEmpty()) {
            return draft.facts(
                            "searched",
                            String.join(
                                    ", ",
                                    collect.getRepositories().stream()
                                            .map(RemoteRepository::getId)
                                            .toList()))
                    .fix("check " + name + ", or name its repository: --from URL");
        }
        var newest =
                versions.subList(Math.max(0, versions.size() - MOST_VERSIONS), versions.size());
        return draft.facts(
                        "versions",
                        String.join(", ", newest)
                                + (newest.size() < versions.size()
                                        ? " ... %d in all".formatted(versions.size())
                                        : ""))
                .fix("%maven " + name + ":" + versions.getLast());
    }

    private static List<String> versions(
            Context context,
            RepositorySystemSession session,
            CollectRequest collect,
            Artifact artifact) {
        var any = artifact.setVersion("[0,)");
        var request = new VersionRangeRequest(any, collect.getRepositories(), "");
        try {
            return context
                    .repositorySystem()
                    .resolveVersionRange(session, request)
                    .getVersions()
                    .stream()
                    .map(Object::toString)
                    .toList();
        } catch (VersionRangeResolutionException e) {
            return List.of();
        }
    }

    /// Makes a file readable as the project of an artifact that is in no repository.
    private record Project(Artifact artifact, File pom) implements WorkspaceReader {
        @Override
        public WorkspaceRepository getRepository() {
            return new WorkspaceRepository("cell");
        }

        @Override
        public @Nullable File findArtifact(Artifact sought) {
            boolean is =
                    sought.getArtifactId().equals(artifact.getArtifactId())
                            && sought.getGroupId().equals(artifact.getGroupId())
                            && sought.getExtension().equals("pom");
            return is ? pom : null;
        }

        @Override
        public List<String> findVersions(Artifact sought) {
            return List.of();
        }
    }
}
