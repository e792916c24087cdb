package org.dhurandhar.model;

/// Where the values of a tensor lie.
///
/// @param part index of the file among the model's parts
/// @param offset first byte in that file
/// @param bytes length
public record Extent(int part, long offset, long bytes) {}
