/// The command line.
@NullMarked
package org.dhurandhar.cli;

import org.jspecify.annotations.NullMarked;
