/// A greenhouse's backend: sensors report the moisture of plants, and whoever is dry gets watered.
@NullMarked
package greenhouse;

import org.jspecify.annotations.NullMarked;
