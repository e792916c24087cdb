package org.dhurandhar.notebook;

import org.dhurandhar.engine.Outcome;

/// The cell that ended a run.
///
/// @param number of the cell in the notebook, from 1
/// @param of how many cells
/// @param count in the brackets before it
record CellFailure(int number, int of, int count, String source, Outcome.Failed outcome) {}
