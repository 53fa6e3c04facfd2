package dev.sluice.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// By which versions and aliases a function may be asked for.
class QualifiersTest {
  @Test
  void versionsAndAliasesAreTheFunctions() {
    Stack stack =
        TemplateReader.read(
            new JsonMapper()
                .readTree(
                    """
                    {"Resources": {
                      "Worker": {"Type": "AWS::Lambda::Function",
                        "Metadata": {"aws:asset:path": "code"},
                        "Properties": {"Runtime": "java25", "Handler": "a.B", "Role": "r",
                          "FunctionName": "worker",
                          "Code": {"S3Bucket": "b", "S3Key": "k"}}},
                      "One": {"Type": "AWS::Lambda::Version",
                        "Properties": {"FunctionName": {"Ref": "Worker"}}},
                      "Live": {"Type": "AWS::Lambda::Alias", "Properties": {"Name": "live",
                        "FunctionName": {"Fn::GetAtt": ["Worker", "Arn"]},
                        "FunctionVersion": {"Fn::GetAtt": ["One", "Version"]}}}}}
                    """),
            StackContext.local("shop", URI.create("http://127.0.0.1:4566")),
            Map.of());

    assertThat(stack.qualifiers()).isEqualTo(Map.of("worker", Set.of("1", "live")));
  }
}
