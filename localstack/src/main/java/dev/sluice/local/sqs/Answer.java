package dev.sluice.local.sqs;

import java.util.Map;

/// What goes back over HTTP.
record Answer(int status, Map<String, String> headers, String body) {}
