/// Results as tables and text.
@NullMarked
package org.dhurandhar.report;

import org.jspecify.annotations.NullMarked;
