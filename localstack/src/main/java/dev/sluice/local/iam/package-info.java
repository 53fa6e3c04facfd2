/// Who may do what: policies as AWS writes them, and one decision for each call. Pure: it knows no
/// service, no wire and no file.
@NullMarked
package dev.sluice.local.iam;

import org.jspecify.annotations.NullMarked;
