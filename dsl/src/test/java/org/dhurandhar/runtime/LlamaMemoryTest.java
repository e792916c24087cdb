package org.dhurandhar.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.dhurandhar.runtime.LlamaAccuracy.AccuracyRow;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;

class LlamaMemoryTest {
    @Test
    void recorded_runs_are_met() {
        var rows = new HashMap<String, AccuracyRow>();
        for (var row : LlamaAccuracy.rows()) {
            System.out.println(row);
            rows.put(row.group(), row);
        }
        for (var group :
                new String[] {
                    "SmolLM2 KV",
                    "SmolLM2 output",
                    "SmolLM2 weights",
                    "SmolLM2 repack",
                    "architectures KV",
                    "architectures state",
                    "architectures output",
                    "architectures weights",
                    "architectures compute said exact",
                    "architectures refused"
                }) {
            var row = rows.get(group);
            assertThat(row.exact()).as(row.toString()).isEqualTo(row.n());
        }
        allWithin(rows, "SmolLM2 compute");
        allWithin(rows, "SmolLM2 RSS after a request");
        allWithin(rows, "architectures compute");
        assertThat(rows.get("SmolLM2 compute").n()).isEqualTo(57);
        assertThat(rows.get("SmolLM2 RSS after a request").n()).isGreaterThanOrEqualTo(55);
        var server = rows.get("server anonymous after load");
        var library = rows.get("library anonymous after load");
        assertThat(server.n() + library.n()).isEqualTo(1581);
        assertThat(server.within() + library.within()).isGreaterThanOrEqualTo(1581 * 95 / 100);
    }

    private static void allWithin(Map<String, AccuracyRow> rows, String group) {
        var row = rows.get(group);
        assertThat(row.within()).as(row.toString()).isEqualTo(row.n());
    }
}
