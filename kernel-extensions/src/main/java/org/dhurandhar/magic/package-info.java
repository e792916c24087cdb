/// Lines and cells that begin with a percent sign.
@NullMarked
package org.dhurandhar.magic;

import org.jspecify.annotations.NullMarked;
