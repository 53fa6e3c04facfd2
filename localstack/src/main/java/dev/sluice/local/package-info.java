/// The local cloud: runs a synthesized CloudFormation template in one process.
@NullMarked
package dev.sluice.local;

import org.jspecify.annotations.NullMarked;
