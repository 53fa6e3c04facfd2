/// What requests to services ask for, and which permissions that needs.
@NullMarked
package dev.sluice.local.access;

import org.jspecify.annotations.NullMarked;
