package org.dhurandhar.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dhurandhar.model.Encoder;
import org.dhurandhar.model.EncoderFacts;
import org.dhurandhar.model.Model;
import org.dhurandhar.report.Bytes;
import org.dhurandhar.report.Column;
import org.dhurandhar.report.Grid;
import org.dhurandhar.report.Plot;
import org.dhurandhar.report.Report;
import org.dhurandhar.runtime.Allocation;
import org.dhurandhar.runtime.Range;
import org.dhurandhar.runtime.Residence;
import org.jspecify.annotations.Nullable;

/// What a model takes under a runtime: components in four residence classes, and their sums.
public final class Footprint implements Report {
    private static final int SHORT_WIDTH = 100;
    private final Model model;
    private final Allocation allocation;
    private final Set<Encoder> encoders;
    private final WeightSums weights;
    private final Components sums;
    private @Nullable List<Component> components;
    private @Nullable Demand demand;

    private Footprint(
            Model model, Allocation allocation, Set<Encoder> encoders, WeightSums weights) {
        this.model = model;
        this.allocation = allocation;
        this.encoders = Set.copyOf(encoders);
        this.weights = weights;
        sums = Components.sums(model, allocation, this.encoders, weights);
    }

    /// The footprint of what a runtime allocates.
    ///
    /// @param encoders which encoders count where the model has them and the runtime runs them
    public static Footprint of(Model model, Allocation allocation, Set<Encoder> encoders) {
        return of(model, allocation, encoders, new WeightSums(model, allocation));
    }

    /// The same with sums that are known.
    ///
    /// @param weights the sums of the allocation's weights
    static Footprint of(
            Model model, Allocation allocation, Set<Encoder> encoders, WeightSums weights) {
        return new Footprint(model, allocation, encoders, weights);
    }

    /// Whether this is the footprint of that allocation: the very same one, which is cheap to tell.
    @SuppressWarnings("ReferenceEquality")
    boolean of(Allocation other, Set<Encoder> counted) {
        return allocation == other && encoders.equals(counted);
    }

    /// The model.
    public Model model() {
        return model;
    }

    /// The buffers of the runtime.
    public Allocation allocation() {
        return allocation;
    }

    /// What verdicts and speeds compare with a device.
    public Demand demand() {
        var known = demand;
        if (known == null) {
            known = new DemandCount(this).demand();
            demand = known;
        }
        return known;
    }

    /// Sums of the weights.
    WeightSums weights() {
        return weights;
    }

    /// Sums of the rows.
    Components sums() {
        return sums;
    }

    /// The rows, anonymous first.
    public List<Component> components() {
        var known = components;
        if (known == null) {
            known = Components.rows(model, allocation, encoders, weights);
            components = known;
        }
        return known;
    }

    /// File pages that are not read again after loading, in bytes: part of the warm class.
    public long dropped() {
        return sums.dropped();
    }

    /// Whether a row stands for this encoder.
    boolean counts(EncoderFacts encoder) {
        return allocation.encoders() != null
                && encoders.contains(encoder.kind())
                && encoder.bytes() != 0;
    }

    /// The sum of one residence class in bytes.
    public long total(Residence residence) {
        return sums.total(residence);
    }

    /// What the operating system counts for the process after a request of text, in bytes. Encoders
    /// that only an image or sound brings to memory are not in it.
    public Range peak() {
        long more = 0;
        for (var encoder : model.facts().encoders()) {
            if (counts(encoder) && allocation.encoders() == Residence.ANONYMOUS) {
                more += encoder.bytes();
            }
        }
        return allocation.peak().plus(more);
    }

    /// Where each figure comes from.
    public String explain() {
        return Sources.of(this);
    }

    @Override
    public String title() {
        return "%s takes %s MiB after a request"
                .formatted(model.facts().name(), Bytes.mib(peak().expected()));
    }

    @Override
    public List<Grid> grids() {
        return List.of(grid());
    }

    /// The rows as a table.
    Grid grid() {
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var c : components()) {
            rows.add(Grid.row(c.name(), c.bytes(), c.residence().word(), c.format(), c.note()));
        }
        return new Grid(
                "Components",
                List.of(
                        Column.text("Component"),
                        Column.bytes("Size").headedByUnit(),
                        Column.text("Residence"),
                        Column.text("Format"),
                        Column.text("Note")),
                rows);
    }

    @Override
    public List<String> summary() {
        return FootprintText.summary(this);
    }

    @Override
    public List<String> notes() {
        return FootprintText.notes(this);
    }

    @Override
    public Plot plot() {
        return FootprintPlot.of(this);
    }

    @Override
    public String text(int width) {
        return text(width, false);
    }

    /// The whole report as text, in MiB or in exact bytes.
    String text(int width, boolean exactBytes) {
        return FootprintText.text(this, width, exactBytes);
    }

    @Override
    public String json() {
        return FootprintJson.text(this, List.of());
    }

    @Override
    public String toString() {
        return FootprintText.brief(this, SHORT_WIDTH);
    }
}
