package org.dhurandhar.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.dhurandhar.device.Budget;
import org.dhurandhar.device.Device;
import org.dhurandhar.device.Storage;
import org.dhurandhar.model.Role;
import org.dhurandhar.report.Confidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FeasibilityTest {
    /// Anonymous 2118, transient 24, hot 90 + 600, warm 4000.
    private static HandMade made() {
        return new HandMade()
                .tensor("h", Role.HEAD, 600)
                .tensor("x", Role.EXPERT, 4000)
                .scratch(24);
    }

    private static Feasibility on(long budget, Footprint footprint) {
        return Feasibility.of(footprint, device(budget));
    }

    private static Device device(long budget) {
        return new Device(
                "d",
                "D",
                "linux",
                0,
                new Budget(budget, "stated by hand", Confidence.LOW),
                0,
                new Storage(null, 0, 0),
                false,
                "test");
    }

    @ParameterizedTest
    @CsvSource({
        "6833, RESIDENT, 6832, 1",
        "6832, RESIDENT, 6832, 0",
        "6831, STREAMED, 2832, 3999",
        "2832, STREAMED, 2832, 0",
        "2831, INFEASIBLE, 2832, -1",
        "0, INFEASIBLE, 2832, -2832"
    })
    void a_budget_is_met_to_the_byte(long budget, String verdict, long needed, long headroom) {
        var feasibility = on(budget, made().footprint());
        assertThat(feasibility.verdict().word()).isEqualTo(verdict);
        assertThat(feasibility.verdict().needed()).isEqualTo(needed);
        assertThat(feasibility.headroomBytes()).isEqualTo(headroom);
    }

    @Test
    void without_mapping_there_is_nothing_to_stream() {
        var footprint = made().heap().footprint();
        assertThat(on(6832, footprint).verdict()).isInstanceOf(Verdict.Resident.class);
        assertThat(on(6831, footprint).verdict()).isInstanceOf(Verdict.Infeasible.class);
    }

    @Test
    void the_reasons_give_the_numbers_compared_and_the_source_of_the_budget() {
        assertThat(on(6831, made().footprint()).why())
                .containsExactly(
                        "everything, 0.007 MiB, exceeds the budget of 0.007 MiB",
                        "what every token needs, 0.003 MiB, fits the budget of 0.007 MiB",
                        "0.004 MiB are read from storage as they are used",
                        "budget: stated by hand");
    }

    @Test
    void what_cannot_be_dropped_is_told_from_weights_that_every_token_reads() {
        assertThat(on(2200, made().footprint()).why().get(1))
                .contains("cannot be dropped and fit, but")
                .contains("weights are read for every token");
        assertThat(on(100, made().footprint()).why().get(1))
                .startsWith("memory that cannot be dropped, ")
                .contains("exceeds the budget");
    }

    @Test
    void a_range_whose_upper_end_would_not_fit_is_said() {
        assertThat(on(6840, made().spread(9).footprint()).why())
                .anyMatch(line -> line.startsWith("the upper end of the range, "));
        assertThat(on(6840, made().spread(8).footprint()).why())
                .noneMatch(line -> line.startsWith("the upper end of the range, "));
    }
}
