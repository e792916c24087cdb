/// Runs cells of Java: one JShell, its output, its errors.
@NullMarked
package org.dhurandhar.engine;

import org.jspecify.annotations.NullMarked;
