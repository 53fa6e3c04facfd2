/// Functions of an application that knows nothing of the cloud it is tested in.
@NullMarked
package example.functions;

import org.jspecify.annotations.NullMarked;
