@NullMarked
package greenhouse;

import org.jspecify.annotations.NullMarked;
