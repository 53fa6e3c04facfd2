/// A small application: files that are dropped into a bucket become notes in a table, which an API
/// gives out.
@NullMarked
package example.notes;

import org.jspecify.annotations.NullMarked;
