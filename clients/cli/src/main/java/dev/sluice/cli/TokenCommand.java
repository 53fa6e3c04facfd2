package dev.sluice.cli;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "token",
    header = "Prints a bearer token for the local API.",
    footer = {
      "",
      "Example: curl -H \"Authorization: Bearer $(./sluice token)\" \"$SLUICE_URL/v1/uploads\""
    })
final class TokenCommand extends SluiceCommand {
  @Option(
      names = "--tenant",
      paramLabel = "T",
      defaultValue = Issuer.LOCAL_TENANT,
      description = "Whose uploads it opens (default: ${DEFAULT-VALUE}).")
  String tenant = "";

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      defaultValue = "12h",
      converter = Durations.class,
      description = "How long it is good: 30s, 15m, 12h, 7d (default: ${DEFAULT-VALUE}).")
  Duration expires = Issuer.CLIENT_LIFETIME;

  TokenCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    if (tenant.isBlank()) {
      throw new Failure("--tenant is empty", ExitCode.USAGE);
    }
    context
        .out()
        .println(Issuer.open(context.state()).token(tenant, expires, context.clock().instant()));
    return ExitCode.DONE;
  }
}
