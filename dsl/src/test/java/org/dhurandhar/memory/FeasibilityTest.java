package org.dhurandhar.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.dhurandhar.device.Budget;
import org.dhurandhar.device.Compute;
import org.dhurandhar.device.Device;
import org.dhurandhar.device.Memory;
import org.dhurandhar.device.Storage;
import org.dhurandhar.model.Role;
import org.dhurandhar.report.Confidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FeasibilityTest {
    /// Anonymous 2118, transient 24, hot 90 + 600, warm 4000. Experts of 4,000 pages, a head of 600
    /// pages and 2,232 bytes of buffers.
    private static final long ALL = 18843832L;

    private static final long NEEDED = 2459832L;

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
                "unknown",
                null,
                null,
                new Budget(budget, "stated by hand", Confidence.LOW),
                Memory.UNKNOWN,
                Storage.UNKNOWN,
                Compute.UNKNOWN,
                "test",
                null);
    }

    @ParameterizedTest
    @CsvSource({
        "18843833, RESIDENT, 18843832, 1",
        "18843832, RESIDENT, 18843832, 0",
        "18843831, STREAMED, 2459832, 16383999",
        "2459832, STREAMED, 2459832, 0",
        "2459831, THRASH, 2459832, -1",
        "2142, THRASH, 2459832, -2457690",
        "2141, INFEASIBLE, 2142, -1",
        "0, INFEASIBLE, 2142, -2142"
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
        assertThat(on(ALL, footprint).verdict()).isInstanceOf(Verdict.Resident.class);
        // Only pages of the runtime's own code can be dropped.
        assertThat(on(ALL - 1, footprint).verdict()).isInstanceOf(Verdict.Thrash.class);
        assertThat(on(ALL - HandMade.LIBRARIES - 1, footprint).verdict())
                .isInstanceOf(Verdict.Infeasible.class);
    }

    @Test
    void the_reasons_give_the_numbers_compared_and_the_source_of_the_budget() {
        assertThat(on(ALL - 1, made().footprint()).why())
                .containsExactly(
                        "everything, 18.0 MiB, exceeds the budget of 18.0 MiB by 0.000",
                        "what every token needs, 2.3 MiB, fits the budget of 18.0 MiB with 15.6 to"
                                + " spare",
                        "15.6 MiB are read from storage as they are used: MoE experts",
                        "budget: stated by hand");
    }

    @Test
    void what_cannot_be_dropped_is_told_from_weights_that_every_token_reads() {
        assertThat(on(2_200_000, made().footprint()).why().get(1))
                .contains("cannot be dropped and fit, but")
                .contains("file pages are read for every token");
        assertThat(on(100, made().footprint()).why().get(0))
                .startsWith("memory that cannot be dropped, ")
                .contains("exceeds the budget");
    }

    @Test
    void a_range_whose_upper_end_would_not_fit_is_said() {
        var near = on(ALL + 8, made().spread(9).footprint());
        assertThat(near.why()).anyMatch(line -> line.startsWith("the upper end of the range, "));
        assertThat(near.compared()).isEqualTo("everything; not at the upper end of the range");
        assertThat(on(ALL + 8, made().spread(8).footprint()).why())
                .noneMatch(line -> line.startsWith("the upper end of the range, "));
    }

    @Test
    void only_the_share_of_the_range_that_was_compared_counts() {
        long spread = ALL / 10;
        assertThat(on(NEEDED + spread / 5, made().spread(spread).footprint()).compared())
                .isEqualTo("all but 15.6 MiB that are streamed");
    }

    @Test
    void pages_that_are_not_read_again_are_not_called_streamed() {
        var copied = made().copied(600 * HandMade.PAGE, "h");
        var verdict = on(ALL + 600 * HandMade.PAGE - 1, copied.footprint());
        assertThat(verdict.compared())
                .isEqualTo("all but 15.6 MiB that are streamed and 2.3 not read again");
        assertThat(verdict.why())
                .anyMatch(line ->
                        line.endsWith("not read again after loading; the system may drop them"));
    }

    @Test
    void a_setting_that_turns_the_verdict_is_named() {
        var copied = made().copied(4000 * HandMade.PAGE, "x");
        var verdict = on(NEEDED, copied.footprint());
        assertThat(verdict.verdict()).isInstanceOf(Verdict.Infeasible.class);
        assertThat(verdict.compared()).isEqualTo("what cannot be dropped; fits with repack=false");
    }

    @Test
    void a_target_is_met_missed_or_within_the_range() {
        // Decode is 20 to 36 tokens a second.
        var demand = new HandDemand();
        demand.efficiency = HandDemand.cpu(4, 5, 9);
        var met = Feasibility.of(demand.demand(), HandDemand.device(), 20);
        assertThat(met.missesTarget()).isFalse();
        assertThat(met.why()).contains("meets the target of 20.0 tok/s to the end of the context");
        var within = Feasibility.of(demand.demand(), HandDemand.device(), 36);
        assertThat(within.missesTarget()).isFalse();
        assertThat(within.mayMissTarget()).isTrue();
        assertThat(within.compared()).isEqualTo("everything; may miss target");
        assertThat(within.why())
                .contains("may miss target: 36.0 tok/s wanted, 20-36 at the end of the context");
        var missed = Feasibility.of(demand.demand(), HandDemand.device(), 36.1);
        assertThat(missed.missesTarget()).isTrue();
        assertThat(missed.verdict()).isInstanceOf(Verdict.Resident.class);
        assertThat(missed.compared()).isEqualTo("everything; misses target");
        assertThat(missed.why()).contains("misses target: 36.0 tok/s at most, 36.1 wanted");
    }

    @Test
    void a_verdict_without_a_speed_does_not_miss_a_target() {
        var demand = new HandDemand();
        demand.efficiency = null;
        var verdict = Feasibility.of(demand.demand(), HandDemand.device(), 1000);
        assertThat(verdict.missesTarget()).isFalse();
        assertThat(verdict.speed().decode()).isNull();
    }

    @Test
    void thrashing_says_how_far_the_speed_falls() {
        var demand = new HandDemand();
        demand.hot = 5_000_000_000L;
        demand.weights = 5_000_000_000L;
        var device = HandDemand.faulting(HandDemand.device(), 400e6);
        var verdict = Feasibility.of(demand.demand(), device, 0);
        assertThat(verdict.why())
                .containsExactly(
                        "what every token needs, 4,864 MiB, exceeds the budget of 4,096 MiB by 768",
                        "95.4 MiB cannot be dropped and fit, but 4,768 MiB of file pages are read"
                                + " for every token",
                        "they are read from storage for each token: 0.022-0.060 tok/s, and 9.8-16"
                                + " if they fitted",
                        "budget: stated in code");
    }

    @Test
    void a_cliff_is_told_against_a_device_that_holds_the_experts_too() {
        // Hot 100 MB of a budget of 100 MB; 0.7 GB a token at 50 and 80 GB/s once all is in memory.
        var demand = new HandDemand();
        demand.hot = 100_000_000;
        demand.weights = 700_000_000;
        demand.warm = 6_000_000_000L;
        demand.experts = 6_000_000_000L;
        demand.expertsPerToken = 600_000_000;
        demand.kvAfterPrompt = 0;
        demand.macs = 0;
        var device = HandDemand.faulting(HandDemand.device().budgetMib(100), 400e6);
        assertThat(Feasibility.of(demand.demand(), device, 0).why())
                .anyMatch(line -> line.endsWith(" tok/s, and 71-110 if they fitted"));
    }

    @Test
    void only_what_lies_in_file_pages_is_called_streamed() {
        // The experts are second copies: what streams is the embedding.
        var made =
                new HandMade()
                        .tensor("h", Role.HEAD, 600)
                        .tensor("e", Role.TOKEN_EMBEDDING, 50)
                        .tensor("x", Role.EXPERT, 4000)
                        .copied(4000 * HandMade.PAGE, "x")
                        .footprint();
        assertThat(made.demand().expertsStreamed()).isZero();
        assertThat(made.demand().otherStreamed()).isEqualTo(50 * HandMade.PAGE);
        assertThat(made.demand().withoutCopies().expertsStreamed()).isEqualTo(4000 * HandMade.PAGE);
        assertThat(on(made.demand().needed(), made).why())
                .contains(
                        "0.195 MiB are read from storage as they are used: token embedding or"
                                + " encoders");
    }

    @Test
    void the_verdict_shows_its_speed() {
        assertThat(Feasibility.of(new HandDemand().demand(), HandDemand.device(), 0).toString())
                .startsWith(
                        """
                        RESIDENT on hand, headroom 3,047 MiB
                          decode 20-40 tok/s (compute), prefill 43-85 tok/s,\
                        """);
    }

    @Test
    void what_would_thrash_without_second_copies_is_said() {
        // 700 pages are copied: with the copy nothing fits, without it the head alone is too much.
        var copied = new HandMade().tensor("h", Role.HEAD, 700).copied(700 * HandMade.PAGE, "h");
        var verdict = on(2_000_000, copied.footprint());
        assertThat(verdict.verdict()).isInstanceOf(Verdict.Infeasible.class);
        assertThat(verdict.compared())
                .isEqualTo("what cannot be dropped; thrashes with repack=false");
        assertThat(verdict.why())
                .anyMatch(line ->
                        line.startsWith("with repack=false 0.002 MiB cannot be dropped and fit,"));
    }
}
