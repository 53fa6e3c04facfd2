@NullMarked
package dev.sluice.local.apigateway;

import org.jspecify.annotations.NullMarked;
