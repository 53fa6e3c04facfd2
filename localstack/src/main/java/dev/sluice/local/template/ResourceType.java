package dev.sluice.local.template;

import java.util.Arrays;
import java.util.Optional;

/// The resource types that are understood.
enum ResourceType {
  S3_BUCKET("AWS::S3::Bucket"),
  S3_BUCKET_POLICY("AWS::S3::BucketPolicy"),
  SQS_QUEUE("AWS::SQS::Queue"),
  SQS_QUEUE_POLICY("AWS::SQS::QueuePolicy"),
  DYNAMODB_TABLE("AWS::DynamoDB::Table"),
  IAM_ROLE("AWS::IAM::Role"),
  IAM_POLICY("AWS::IAM::Policy"),
  IAM_MANAGED_POLICY("AWS::IAM::ManagedPolicy"),
  LAMBDA_FUNCTION("AWS::Lambda::Function"),
  LAMBDA_VERSION("AWS::Lambda::Version"),
  LAMBDA_ALIAS("AWS::Lambda::Alias"),
  LAMBDA_PERMISSION("AWS::Lambda::Permission"),
  LAMBDA_EVENT_SOURCE_MAPPING("AWS::Lambda::EventSourceMapping"),
  LAMBDA_EVENT_INVOKE_CONFIG("AWS::Lambda::EventInvokeConfig"),
  EVENTS_EVENT_BUS("AWS::Events::EventBus"),
  EVENTS_RULE("AWS::Events::Rule"),
  LOGS_LOG_GROUP("AWS::Logs::LogGroup"),
  API_GATEWAY_REST_API("AWS::ApiGateway::RestApi"),
  API_GATEWAY_RESOURCE("AWS::ApiGateway::Resource"),
  API_GATEWAY_METHOD("AWS::ApiGateway::Method"),
  API_GATEWAY_MODEL("AWS::ApiGateway::Model"),
  API_GATEWAY_REQUEST_VALIDATOR("AWS::ApiGateway::RequestValidator"),
  API_GATEWAY_DEPLOYMENT("AWS::ApiGateway::Deployment"),
  API_GATEWAY_STAGE("AWS::ApiGateway::Stage"),
  API_GATEWAY_ACCOUNT("AWS::ApiGateway::Account"),
  API_GATEWAY_RESPONSE("AWS::ApiGateway::GatewayResponse"),
  CDK_METADATA("AWS::CDK::Metadata"),
  CUSTOM_BUCKET_NOTIFICATIONS("Custom::S3BucketNotifications"),
  CUSTOM_AUTO_DELETE_OBJECTS("Custom::S3AutoDeleteObjects"),
  CUSTOM_LOG_RETENTION("Custom::LogRetention");

  private final String typeName;

  ResourceType(String typeName) {
    this.typeName = typeName;
  }

  String typeName() {
    return typeName;
  }

  boolean isCustom() {
    return typeName.startsWith("Custom::");
  }

  static Optional<ResourceType> named(String typeName) {
    return Arrays.stream(values()).filter(type -> type.typeName.equals(typeName)).findFirst();
  }
}
