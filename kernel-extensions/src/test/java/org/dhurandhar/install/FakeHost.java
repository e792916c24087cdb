package org.dhurandhar.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A home folder, a PATH with programs that are scripts, and some variables.
record FakeHost(Path folder, Map<String, String> variables) {
    static FakeHost in(Path folder) throws IOException {
        var variables = new HashMap<String, String>();
        variables.put("PATH", Files.createDirectories(folder.resolve("bin")).toString());
        return new FakeHost(folder, variables);
    }

    FakeHost with(String name, String value) {
        variables.put(name, value);
        return this;
    }

    Path script(String name, String text) throws IOException {
        var file = folder.resolve("bin").resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    Host host() {
        return host("Linux", "someone");
    }

    Host host(String system, String user) {
        return new Host(variables, folder.resolve("home"), system, user);
    }
}
