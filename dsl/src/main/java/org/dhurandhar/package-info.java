/// The entry point and the stages of the fluent language.
@NullMarked
package org.dhurandhar;

import org.jspecify.annotations.NullMarked;
