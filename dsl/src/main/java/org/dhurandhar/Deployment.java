package org.dhurandhar;

import java.util.List;
import org.dhurandhar.device.Device;
import org.dhurandhar.memory.Assessment;
import org.dhurandhar.memory.Feasibility;
import org.dhurandhar.memory.Footprint;
import org.dhurandhar.report.Grid;
import org.dhurandhar.report.Plot;
import org.dhurandhar.report.Report;

/// A model on a device. Shown alone, it is the verdict.
public final class Deployment implements Report {

    private final Workload workload;
    private final Device device;

    Deployment(Workload workload, Device device) {
        this.workload = workload;
        this.device = device;
    }

    /// The device.
    public Device device() {
        return device;
    }

    /// What the model takes, component by component.
    public Footprint footprint() {
        return workload.footprint(Trial.platform(device));
    }

    /// Whether it fits, with the numbers compared.
    public Feasibility feasibility() {
        return feasibility(footprint());
    }

    private Feasibility feasibility(Footprint footprint) {
        return Feasibility.of(footprint, device, workload.target());
    }

    /// Whether it fits without reading what every token needs again and again: RESIDENT or
    /// STREAMED. Where a target is set, the low end of the predicted decode speed reaches it even
    /// at the end of the context.
    ///
    /// @throws DhurandharException where the runtime would refuse, with its reason
    public boolean fits() {
        var feasibility = feasibility();
        return Trial.Outcome.holds(feasibility) && Trial.Outcome.reaches(feasibility);
    }

    /// The largest context that fits, to the token, whatever context is set.
    public Answer<Long> maxContext() {
        return new Answer<>(Answer.Kind.CONTEXT, new Solver(workload, device).maxContext());
    }

    /// The recipe that fits with the most bits a weight in this model, of all the runtime offers.
    public Answer<String> bestQuant() {
        return new Answer<>(Answer.Kind.QUANT, new Solver(workload, device).bestQuant());
    }

    /// The smallest budget at which it fits and reaches the target, where one is set, in bytes.
    public Answer<Long> neededBudget() {
        return new Answer<>(Answer.Kind.BUDGET, new Solver(workload, device).neededBudget());
    }

    /// The smallest budget at which it fits and decodes so many tokens a second, in bytes.
    ///
    /// @throws DhurandharException where the speed is not above 0
    public Answer<Long> neededBudget(double tokensPerSecond) {
        return workload.target(tokensPerSecond).on(device).neededBudget();
    }

    /// The single changes that would make it fit, those that take least away first: searched when
    /// asked; none where it fits.
    public List<Change> changes() {
        return Changes.of(workload, device);
    }

    /// Where each figure and the verdict come from.
    public String explain() {
        var footprint = footprint();
        return Explanation.of(footprint, feasibility(footprint), changes());
    }

    private Assessment assessment() {
        var footprint = footprint();
        return new Assessment(footprint, List.of(feasibility(footprint)));
    }

    @Override
    public String title() {
        return assessment().title();
    }

    @Override
    public List<String> summary() {
        return assessment().summary();
    }

    @Override
    public List<Grid> grids() {
        return assessment().grids();
    }

    @Override
    public List<String> notes() {
        return assessment().notes();
    }

    @Override
    public Plot plot() {
        return assessment().plot();
    }

    @Override
    public String text(int width) {
        var footprint = footprint();
        return footprint.text(width)
                + "\n"
                + Explanation.verdict(feasibility(footprint), changes());
    }

    @Override
    public String json() {
        return assessment().json();
    }

    @Override
    public String toString() {
        return Explanation.brief(feasibility(), changes())
                + "%s; rows: .footprint()   why: .explain()".formatted(workload.model().name());
    }
}
