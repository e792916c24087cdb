package org.dhurandhar.document;

/// Where a value stands in a file.
///
/// @param file the name users know the document by
/// @param line line from 1
public record Place(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
