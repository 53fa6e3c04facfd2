package dev.sluice.local.dynamodb;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Tables by their names and by the account's ARNs. The library takes names, and has ARNs of a
/// region of its own, so requests and answers are translated. Permissions go by the translated
/// request, too: what is checked is what is done.
///
/// @param prefix what the account's ARNs have before the resource,
///   `arn:aws:dynamodb:us-east-1:000000000000:`
public record TableNames(String prefix) {
  private static final String OF_LIBRARY = "arn:aws:dynamodb:ddblocal:000000000000:";
  private static final String TABLE = "table/";
  private static final String NAME = "TableName";

  /// Operations whose answers tell ARNs; no answer of theirs holds an item.
  private static final Set<String> DESCRIBING =
      Set.of(
          "CreateTable",
          "DeleteTable",
          "DescribeTable",
          "UpdateTable",
          "DescribeStream",
          "ListStreams");

  /// A table that is somebody else's, or somewhere else.
  static final class Unknown extends Exception {
    private static final long serialVersionUID = 1L;

    Unknown(String arn) {
      super("Requested resource not found: Table: " + arn + " not found");
    }
  }

  String arn(String table) {
    return prefix + TABLE + table;
  }

  /// A request of which every table is named by its name, and every other resource by an ARN of the
  /// library's.
  ///
  /// @param request is changed
  JsonNode translated(JsonNode request) throws Unknown {
    if (!(request instanceof ObjectNode body)) {
      return request;
    }
    rename(body);
    for (JsonNode item : body.path("TransactItems")) {
      for (JsonNode part : item) {
        if (part instanceof ObjectNode named) {
          rename(named);
        }
      }
    }
    if (body.path("RequestItems") instanceof ObjectNode items) {
      for (String table : List.copyOf(items.propertyNames())) {
        items.set(name(table), items.remove(table));
      }
    }
    for (String resource : new String[] {"ResourceArn", "StreamArn"}) {
      if (body.path(resource).isString()) {
        body.put(resource, OF_LIBRARY + ownResource(body.path(resource).stringValue()));
      }
    }
    return body;
  }

  /// What a translated request's resource is called in the account.
  String resource(String arnOfLibrary) {
    return arnOfLibrary.replace(OF_LIBRARY, prefix);
  }

  /// An answer, with ARNs as the account has them.
  byte[] answer(String operation, byte[] body) {
    return DESCRIBING.contains(operation)
        ? new String(body, StandardCharsets.UTF_8)
            .replace(OF_LIBRARY, prefix)
            .getBytes(StandardCharsets.UTF_8)
        : body;
  }

  /// The table that a resource is or belongs to.
  String tableOf(String arn) {
    return arn.replaceFirst("^[^/]*/", "").replaceFirst("/.*", "");
  }

  private void rename(ObjectNode named) throws Unknown {
    if (named.path(NAME).isString()) {
      named.put(NAME, name(named.path(NAME).stringValue()));
    }
  }

  private String name(String nameOrArn) throws Unknown {
    return nameOrArn.startsWith("arn:")
        ? ownResource(nameOrArn).replaceFirst("^" + TABLE, "")
        : nameOrArn;
  }

  private String ownResource(String arn) throws Unknown {
    if (!arn.startsWith(prefix + TABLE)) {
      throw new Unknown(arn);
    }
    return arn.substring(prefix.length());
  }
}
