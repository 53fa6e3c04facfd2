/// The command line: starts the local cloud, and talks to any Sluice as an ordinary client does, by
/// the HTTP API and presigned URLs only. One file is one command.
@NullMarked
package dev.sluice.cli;

import org.jspecify.annotations.NullMarked;
