package dev.sluice.local.dynamodb;

/// A table that can't be made as it is asked for.
public final class TableRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  TableRefused(String why) {
    super(why);
  }
}
