/// Reads YAML and JSON into one tree whose values know their file and line, and writes JSON.
@NullMarked
package org.dhurandhar.document;

import org.jspecify.annotations.NullMarked;
