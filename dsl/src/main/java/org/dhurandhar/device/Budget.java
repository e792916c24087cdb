package org.dhurandhar.device;

import org.dhurandhar.report.Confidence;

/// How much memory one process may use on a device.
///
/// @param source where the figure comes from
public record Budget(long bytes, String source, Confidence confidence) {}
