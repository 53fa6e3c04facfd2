package dev.sluice.local.apigateway;

import java.util.List;
import java.util.Map;

/// What goes back to the client.
@SuppressWarnings("ArrayRecordComponent") // bodies are never compared
record Answer(int status, Map<String, List<String>> headers, byte[] body) {}
