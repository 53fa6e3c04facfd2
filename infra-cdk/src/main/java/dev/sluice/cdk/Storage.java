package dev.sluice.cdk;

import static java.util.Objects.requireNonNull;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CorsRule;
import software.amazon.awscdk.services.s3.HttpMethods;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/// What is kept: one bucket for bytes, one table for everything that is known about them.
record Storage(Bucket bucket, Table table) {

  /// Keys under which clients write.
  static final String UPLOADS = "u/";

  /// Keys under which processors write (thumbnails).
  static final String DERIVED = "d/";

  /// A tenant's uploads by time.
  static final String BY_TENANT = "byTenant";

  static Storage create(Construct scope, UploadPipelineProps props) {
    return new Storage(bucket(scope, props), table(scope, props));
  }

  private static Bucket bucket(Construct scope, UploadPipelineProps props) {
    return Bucket.Builder.create(scope, "Bucket")
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .encryption(BucketEncryption.S3_MANAGED)
        .enforceSsl(true)
        .cors(
            List.of(
                CorsRule.builder()
                    .allowedOrigins(props.allowedOrigins())
                    .allowedMethods(List.of(HttpMethods.GET, HttpMethods.HEAD, HttpMethods.PUT))
                    .allowedHeaders(
                        List.of("content-type", "content-md5", "if-none-match", "range", "x-amz-*"))
                    // A browser can't finish a multipart upload without reading each part's ETag.
                    .exposedHeaders(List.of("ETag", "Content-Range"))
                    .maxAge(3_600)
                    .build()))
        .lifecycleRules(
            List.of(
                LifecycleRule.builder()
                    .id("AbortUnfinishedUploads")
                    .abortIncompleteMultipartUploadAfter(
                        Duration.days(props.abortUnfinishedAfterDays()))
                    .build()))
        .removalPolicy(props.removalPolicy())
        .build();
  }

  private static Table table(Construct scope, UploadPipelineProps props) {
    Table table =
        Table.Builder.create(scope, "Table")
            .partitionKey(string("pk"))
            .sortKey(string("sk"))
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
            .timeToLiveAttribute("ttl")
            .removalPolicy(props.removalPolicy())
            .build();
    table.addGlobalSecondaryIndex(
        GlobalSecondaryIndexProps.builder()
            .indexName(BY_TENANT)
            .partitionKey(string("tenant"))
            .sortKey(string("createdAt"))
            .projectionType(ProjectionType.ALL)
            .build());
    return table;
  }

  private static Attribute string(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }

  /// Tells the queue of every object that clients create.
  ///
  /// The L1 property, since `Bucket.addEventNotification` would put a function of CDK's own and a
  /// role that may change any bucket's notifications into the template.
  void notifyOfUploads(Queues queues) {
    var cfnBucket = (CfnBucket) requireNonNull(bucket.getNode().getDefaultChild());
    var prefix = CfnBucket.FilterRuleProperty.builder().name("prefix").value(UPLOADS).build();
    cfnBucket.setNotificationConfiguration(
        CfnBucket.NotificationConfigurationProperty.builder()
            .queueConfigurations(
                List.of(
                    CfnBucket.QueueConfigurationProperty.builder()
                        .event("s3:ObjectCreated:*")
                        .queue(queues.created().getQueueArn())
                        .filter(
                            CfnBucket.NotificationFilterProperty.builder()
                                .s3Key(
                                    CfnBucket.S3KeyFilterProperty.builder()
                                        .rules(List.of(prefix))
                                        .build())
                                .build())
                        .build()))
            .build());
    // S3 tries the queue when the configuration is put: the policy must be there before.
    cfnBucket.getNode().addDependency(queues.allowS3ToSend());
  }

  String uploads() {
    return bucket.arnForObjects(UPLOADS + "*");
  }

  String derived() {
    return bucket.arnForObjects(DERIVED + "*");
  }

  String byTenantIndex() {
    return table.getTableArn() + "/index/" + BY_TENANT;
  }
}
