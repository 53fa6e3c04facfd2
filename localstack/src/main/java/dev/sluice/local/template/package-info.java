/// Reads a synthesized CloudFormation template: what it says, nothing of how it is run. Whatever is
/// not understood is refused by name; nothing is passed over in silence.
@NullMarked
package dev.sluice.local.template;

import org.jspecify.annotations.NullMarked;
