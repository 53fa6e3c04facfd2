/// `./sluice inspect`: the detection and the verdicts of the upload pipeline on local files. A
/// program of its own beside the client commands, and the only one here that knows `core`; it has
/// to start in the time that others need for a hundred files, so that it parses its few options
/// itself.
@NullMarked
package dev.sluice.cli.inspect;

import org.jspecify.annotations.NullMarked;
