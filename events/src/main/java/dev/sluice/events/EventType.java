package dev.sluice.events;

/// The types of events, as the envelope's `type` names them. A change that breaks readers gets a
/// new version beside the old one.
public enum EventType {
  FILE_READY("dev.sluice.file.ready.v1", "file-ready.schema.json"),
  FILE_REJECTED("dev.sluice.file.rejected.v1", "file-rejected.schema.json"),
  FILE_PROCESSED("dev.sluice.file.processed.v1", "file-processed.schema.json"),
  TASK("dev.sluice.task.v1", "task.schema.json");

  private static final String SCHEMAS = "https://sluice.dev/schemas/";

  private final String wireName;
  private final String schemaFile;

  EventType(String wireName, String schemaFile) {
    this.wireName = wireName;
    this.schemaFile = schemaFile;
  }

  public String wireName() {
    return wireName;
  }

  /// The JSON Schema of an event of this type, envelope included; a resource of this package.
  public String schemaFile() {
    return schemaFile;
  }

  /// The envelope's `dataschema`.
  public String schemaUri() {
    return SCHEMAS + schemaFile;
  }
}
