package org.dhurandhar.memory;

import org.dhurandhar.runtime.Residence;

/// One row of a footprint.
///
/// @param format how its values are stored, such as `Q4_K, Q6_K`
/// @param note where the figure comes from, or what it holds
public record Component(String name, long bytes, Residence residence, String format, String note) {}
