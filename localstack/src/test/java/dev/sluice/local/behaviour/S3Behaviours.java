package dev.sluice.local.behaviour;

import dev.sluice.local.behaviour.Behaviour.Section;
import java.util.List;

/// What can be asked of any S3.
final class S3Behaviours {
  static final List<Section<Bucket>> SECTIONS =
      List.of(
          SignatureBehaviours.inHeaders(),
          SignatureBehaviours.inAddresses(),
          UploadBehaviours.section(),
          ChecksumBehaviours.section(),
          ConditionBehaviours.section(),
          FormBehaviours.section(),
          ObjectBehaviours.section(),
          BucketBehaviours.lists(),
          BucketBehaviours.settings());

  private S3Behaviours() {}
}
