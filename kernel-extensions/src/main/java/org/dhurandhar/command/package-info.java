/// The commands `kernel`, `lab` and `notebook`.
@NullMarked
package org.dhurandhar.command;

import org.jspecify.annotations.NullMarked;
