package org.dhurandhar.model;

import org.dhurandhar.report.Confidence;

/// A vision or audio encoder beside the text model.
///
/// @param kind `vision` or `audio`
/// @param parameters its weights, projector included
/// @param source where the count comes from
public record Encoder(String kind, long parameters, String source, Confidence confidence) {}
