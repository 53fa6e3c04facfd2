/// API Gateway's REST APIs (version 1) with Lambda proxy integrations.
@NullMarked
package dev.sluice.local.apigateway;

import org.jspecify.annotations.NullMarked;
