package org.dhurandhar.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
final class KernelFolderTest {
    @TempDir Path folder;

    @Test
    void a_users_kernels_lie_where_Jupyter_looks() throws Exception {
        var home = folder.resolve("home");
        assertThat(user("Linux")).isEqualTo(home.resolve(".local/share/jupyter/kernels"));
        assertThat(user("Mac OS X")).isEqualTo(home.resolve("Library/Jupyter/kernels"));
        assertThat(user("Mac OS X", "JUPYTER_PLATFORM_DIRS", "1"))
                .isEqualTo(home.resolve("Library/Application Support/Jupyter/kernels"));
        assertThat(user("Mac OS X", "JUPYTER_PLATFORM_DIRS", "No"))
                .isEqualTo(home.resolve("Library/Jupyter/kernels"));
        assertThat(user("Linux", "XDG_DATA_HOME", "/x")).isEqualTo(Path.of("/x/jupyter/kernels"));
        assertThat(user("Linux", "XDG_DATA_HOME", ""))
                .isEqualTo(home.resolve(".local/share/jupyter/kernels"));
        assertThat(user("Windows 11", "APPDATA", "/roaming"))
                .isEqualTo(Path.of("/roaming/jupyter/kernels"));
        assertThat(user("Linux", "XDG_DATA_HOME", "/x", "JUPYTER_DATA_DIR", "/y"))
                .isEqualTo(Path.of("/y/kernels"));
    }

    @Test
    void an_activated_environment_is_the_prefix() throws Exception {
        var host = FakeHost.in(folder).with("VIRTUAL_ENV", folder.toString());
        assertThat(PythonPrefix.active(host.host())).isEqualTo(folder);
        assertThat(KernelFolder.all(host.with("JUPYTER_PATH", "/a:/b").host()))
                .extracting(KernelFolder::path)
                .containsExactly(
                        Path.of("/a/kernels"),
                        Path.of("/b/kernels"),
                        folder.resolve("share/jupyter/kernels"),
                        folder.resolve("home/.local/share/jupyter/kernels"),
                        Path.of("/usr/local/share/jupyter/kernels"),
                        Path.of("/usr/share/jupyter/kernels"));
    }

    @Test
    void else_the_first_python_says_its_prefix() throws Exception {
        var host = FakeHost.in(folder);
        assertThatThrownBy(() -> PythonPrefix.active(host.host()))
                .hasMessage(
                        """
                        MissingPython: no Python environment is active, none is on the PATH
                          expected: VIRTUAL_ENV, CONDA_PREFIX, or python3 on the PATH
                          try:    activate one first   or   --prefix PATH   or   --user\
                        """);
        var prefix = Files.createDirectory(folder.resolve("a prefix"));
        host.script("python", "echo '" + prefix + "'\n");
        assertThat(PythonPrefix.active(host.host())).isEqualTo(prefix);
        host.script("python3", "exit 1\n");
        assertThat(PythonPrefix.active(host.host())).isEqualTo(prefix);
        assertThat(KernelFolder.all(host.host()))
                .extracting(KernelFolder::path)
                .startsWith(
                        folder.resolve("home/.local/share/jupyter/kernels"),
                        prefix.resolve("share/jupyter/kernels"));
    }

    @Test
    void a_prefix_is_read_back() {
        var prefix = folder.resolve("x y");
        assertThat(KernelFolder.below(prefix).prefix()).isEqualTo(prefix);
        assertThat(KernelFolder.inData(folder).prefix()).isNull();
    }

    private Path user(String system, String... variables) throws Exception {
        var host = FakeHost.in(folder);
        for (int i = 0; i < variables.length; i += 2) {
            host.with(variables[i], variables[i + 1]);
        }
        return KernelFolder.ofUser(host.host(system, "someone")).path();
    }
}
