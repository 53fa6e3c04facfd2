/// Programs and libraries of other people, at work against the local cloud. Those that need more
/// than a jar carry the tag `clients` and run in the profile of that name.
@NullMarked
package dev.sluice.local.clients;

import org.jspecify.annotations.NullMarked;
