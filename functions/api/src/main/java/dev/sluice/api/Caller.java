package dev.sluice.api;

import dev.sluice.core.upload.TenantId;
import java.util.Set;

/// Who asks, as their token says.
public record Caller(TenantId tenant, Set<Scope> scopes) {
  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /// What a token may be good for.
  public enum Scope {
    READ("uploads:read"),
    WRITE("uploads:write");

    private final String word;

    Scope(String word) {
      this.word = word;
    }

    /// Its word in the `scope` claim.
    public String word() {
      return word;
    }
  }
}
