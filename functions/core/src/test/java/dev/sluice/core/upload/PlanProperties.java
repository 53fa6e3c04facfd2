package dev.sluice.core.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class PlanProperties {
  private static final long LARGEST = 50_000L << 30;
  private static final long MIB = 1L << 20;
  private static final MultipartId ID = new MultipartId("id");

  @Property
  void the_parts_of_any_file_are_parts_that_S3_takes(
      @ForAll @LongRange(min = 1, max = LARGEST) long size) {
    Plan.Multipart plan = Plan.multipart(ID, size);

    assertThat(plan.partCount()).isBetween(1, 10_000);
    assertThat(plan.partSize()).isBetween(5 * MIB, 5L << 30);
    assertThat(plan.partSize() % MIB).isZero();
  }

  @Property
  void the_parts_are_the_whole_file_and_nothing_else(
      @ForAll @LongRange(min = 1, max = LARGEST) long size) {
    Plan.Multipart plan = Plan.multipart(ID, size);

    long last = plan.sizeOfPart(plan.partCount(), size);
    assertThat(last).isBetween(1L, plan.partSize());
    assertThat((plan.partCount() - 1) * plan.partSize() + last).isEqualTo(size);
    assertThat(plan.sizeOfPart(1, size)).isEqualTo(Math.min(size, plan.partSize()));
  }

  @Property
  void a_larger_file_never_has_smaller_parts(
      @ForAll @LongRange(min = 1, max = LARGEST) long one,
      @ForAll @LongRange(min = 1, max = LARGEST) long other) {
    assertThat(Plan.multipart(ID, Math.max(one, other)).partSize())
        .isGreaterThanOrEqualTo(Plan.multipart(ID, Math.min(one, other)).partSize());
  }

  @Example
  void parts_grow_by_a_MiB_where_10_000_of_them_would_not_hold_the_file() {
    long most = 10_000 * 16 * MIB;

    assertThat(Plan.multipart(ID, most)).isEqualTo(new Plan.Multipart(ID, 16 * MIB, 10_000));
    assertThat(Plan.multipart(ID, most + 1)).isEqualTo(new Plan.Multipart(ID, 17 * MIB, 9_412));
    assertThat(Plan.multipart(ID, LARGEST)).isEqualTo(new Plan.Multipart(ID, 5L << 30, 10_000));
  }

  @Example
  void a_file_goes_in_one_PUT_up_to_16_MiB() {
    assertThat(Plan.isMultipart(16 * MIB)).isFalse();
    assertThat(Plan.isMultipart(16 * MIB + 1)).isTrue();
  }

  @Example
  void there_is_no_plan_for_nothing_nor_for_more_than_S3_stores() {
    assertThatIllegalArgumentException().isThrownBy(() -> Plan.multipart(ID, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Plan.multipart(ID, LARGEST + 1));
  }
}
