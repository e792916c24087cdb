package org.dhurandhar.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionFileTest {
    private static final String WHOLE =
            """
            {"shell_port": 50001, "iopub_port": 50002, "stdin_port": 50003, "control_port": 50004,
             "hb_port": 50005, "ip": "127.0.0.1", "key": "a-b", "transport": "tcp",
             "signature_scheme": "hmac-sha256", "kernel_name": "dhurandhar"}\
            """;
    private static final String TRY =
            "\n  try:    let Jupyter start the kernel: jupyter console --kernel dhurandhar";

    @TempDir Path folder;

    @Test
    void a_file_of_jupyter_is_read() throws IOException {
        var file = ConnectionFile.read(written(WHOLE));
        assertThat(file.address(Channel.SHELL)).isEqualTo("tcp://127.0.0.1:50001");
        assertThat(file.address(Channel.HEARTBEAT)).isEqualTo("tcp://127.0.0.1:50005");
        assertThat(file.key()).isEqualTo("a-b");
        assertThat(file.scheme()).isEqualTo("hmac-sha256");
    }

    @Test
    void the_sixth_version_of_ip_is_bracketed() throws IOException {
        var file = ConnectionFile.read(written(WHOLE.replace("127.0.0.1", "::1")));
        assertThat(file.address(Channel.IOPUB)).isEqualTo("tcp://[::1]:50002");
    }

    @Test
    void a_missing_file_is_told() {
        var file = folder.resolve("none.json");
        assertThatThrownBy(() -> ConnectionFile.read(file))
                .hasMessage(
                        "ConnectionFile: "
                                + file
                                + " cannot be read\n  expected: a connection file that Jupyter wrote"
                                + TRY);
    }

    @Test
    void what_is_no_json_is_told() throws IOException {
        for (var text : new String[] {"", "[]", "null", "{\"shell_port\"", "\u0000"}) {
            var file = written(text);
            assertThatThrownBy(() -> ConnectionFile.read(file))
                    .as(text)
                    .hasMessage(
                            "ConnectionFile: "
                                    + file
                                    + " is not a JSON object\n  expected: a connection file that"
                                    + " Jupyter wrote"
                                    + TRY);
        }
    }

    @Test
    void a_port_that_is_none_is_told() throws IOException {
        for (var port : new String[] {"0", "65536", "-1", "1.5", "true", "\"x\"", "[1]", "null"}) {
            var file = written(WHOLE.replace("50004", port));
            assertThatThrownBy(() -> ConnectionFile.read(file))
                    .hasMessage(
                            "ConnectionFile: "
                                    + file
                                    + ": control_port is "
                                    + port
                                    + "\n  expected: a port from 1 to 65535"
                                    + TRY);
        }
    }

    @Test
    void a_missing_address_is_told() throws IOException {
        var file = written(WHOLE.replace("\"ip\"", "\"pi\""));
        assertThatThrownBy(() -> ConnectionFile.read(file))
                .hasMessage(
                        "ConnectionFile: "
                                + file
                                + " lacks ip\n  expected: text under \"ip\""
                                + TRY);
    }

    @Test
    void another_transport_is_told() throws IOException {
        var file = written(WHOLE.replace("\"tcp\"", "\"ipc\""));
        assertThatThrownBy(() -> ConnectionFile.read(file))
                .hasMessage("ConnectionFile: " + file + ": transport ipc\n  expected: tcp" + TRY);
    }

    private Path written(String text) throws IOException {
        return Files.writeString(folder.resolve("connection.json"), text);
    }
}
