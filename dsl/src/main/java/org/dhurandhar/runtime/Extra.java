package org.dhurandhar.runtime;

/// Memory that a runtime holds beside what all runtimes have: a row of the footprint.
///
/// @param name as a reader of the table knows it
/// @param note what it holds, or where the figure comes from
public record Extra(String name, long bytes, Residence residence, String note) {
    public Extra {
        if (bytes < 0) {
            throw new IllegalArgumentException(name + " of " + bytes + " bytes");
        }
    }
}
