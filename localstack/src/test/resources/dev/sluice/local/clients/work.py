"""The ordinary work of a program that uses boto3; prints the name of each piece that is done."""
import hashlib
import os
import sys
import urllib.error
import urllib.request
import uuid

import boto3
import boto3.dynamodb.conditions
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

folder = sys.argv[1]
bucket, queue, table = os.environ["BUCKET"], os.environ["QUEUE_URL"], os.environ["TABLE"]
# As LocalStack's documentation has it; keys and region come from the environment. Addresses are
# signed with version 4 only if asked for: boto3's default in us-east-1 is still version 2.
s3 = boto3.client(
    "s3", endpoint_url=os.environ["AWS_ENDPOINT_URL"], config=Config(signature_version="s3v4")
)
sqs = boto3.client("sqs", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
dynamodb = boto3.resource("dynamodb", endpoint_url=os.environ["AWS_ENDPOINT_URL"])


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return
    raise AssertionError(f"{code} was expected")


def fetch(url, method="GET", data=None, headers={}):
    request = urllib.request.Request(url, method=method, data=data, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


tree = {f"t/{name}": os.urandom(1000) for name in ("a", "with space", "a+b", "grün/ü ß%41", "x=1&y")}
for key, content in tree.items():
    s3.put_object(Bucket=bucket, Key=key, Body=content)
found = [one["Key"] for one in s3.list_objects_v2(Bucket=bucket, Prefix="t/")["Contents"]]
assert found == sorted(tree, key=str.encode), found
for key, content in tree.items():
    assert s3.get_object(Bucket=bucket, Key=key)["Body"].read() == content
print("tree")

large = os.path.join(folder, "large")
with open(large, "wb") as file:
    for _ in range(200):
        file.write(os.urandom(1 << 20))
settings = TransferConfig(multipart_chunksize=16 << 20)
s3.upload_file(large, bucket, "large", Config=settings, ExtraArgs={"ChecksumAlgorithm": "SHA256"})
attributes = s3.get_object_attributes(
    Bucket=bucket, Key="large", ObjectAttributes=["ObjectParts", "ObjectSize"]
)
assert attributes["ObjectSize"] == 200 << 20
head = s3.head_object(Bucket=bucket, Key="large", ChecksumMode="ENABLED")
assert head["ChecksumSHA256"].endswith("-13") and head["ETag"].endswith('-13"'), head
assert attributes["ObjectParts"]["TotalPartsCount"] == 13
back = os.path.join(folder, "back")
s3.download_file(bucket, "large", back, Config=settings)
with open(large, "rb") as one, open(back, "rb") as other:
    assert hashlib.file_digest(one, "sha256").digest() == hashlib.file_digest(other, "sha256").digest()
print("parts")

url = s3.generate_presigned_url(
    "put_object", Params={"Bucket": bucket, "Key": "p q+ü", "ContentType": "text/x"}
)
assert fetch(url, "PUT", b"hello", {"Content-Type": "text/y"})[0] == 403
assert fetch(url, "PUT", b"hello", {"Content-Type": "text/x"})[0] == 200
url = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "p q+ü"}, ExpiresIn=60)
assert fetch(url) == (200, b"hello")
assert fetch(url, "DELETE")[0] == 403
print("presigned")

tag = s3.put_object(Bucket=bucket, Key="r", Body=b"0123456789")["ETag"]
assert s3.get_object(Bucket=bucket, Key="r", Range="bytes=-3", IfMatch=tag)["Body"].read() == b"789"
refused("PreconditionFailed", s3.get_object, Bucket=bucket, Key="r", IfMatch='"other"')
refused("304", s3.head_object, Bucket=bucket, Key="r", IfNoneMatch=tag)
refused("PreconditionFailed", s3.put_object, Bucket=bucket, Key="r", Body=b"", IfNoneMatch="*")
refused("InvalidRange", s3.get_object, Bucket=bucket, Key="r", Range="bytes=10-")
refused("NoSuchKey", s3.get_object, Bucket=bucket, Key="never")
print("reads")

for number in range(1005):
    s3.put_object(Bucket=bucket, Key=f"many/{number:04}", Body=b"")
pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="many/")
keys = [[one["Key"] for one in page["Contents"]] for page in pages]
assert [len(page) for page in keys] == [1000, 5]
for page in keys:
    deleted = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key} for key in page]})
    assert len(deleted["Deleted"]) == len(page) and "Errors" not in deleted
assert s3.list_objects_v2(Bucket=bucket, Prefix="many/")["KeyCount"] == 0
print("lists")

s3.put_object(Bucket=bucket, Key="c", Body=b"x", Tagging="t=1%20%2B", Metadata={"colour": "green"})
s3.copy_object(Bucket=bucket, Key="d ü", CopySource={"Bucket": bucket, "Key": "c"})
assert s3.get_object_tagging(Bucket=bucket, Key="d ü")["TagSet"] == [{"Key": "t", "Value": "1 +"}]
assert s3.head_object(Bucket=bucket, Key="d ü")["Metadata"] == {"colour": "green"}
s3.delete_object_tagging(Bucket=bucket, Key="d ü")
assert s3.get_object_tagging(Bucket=bucket, Key="d ü")["TagSet"] == []
print("copies")

post = s3.generate_presigned_post(bucket, "f/${filename}", Conditions=[["content-length-range", 1, 9]])
for content, status in ((b"hello", 204), (b"much too long", 400)):
    line = uuid.uuid4().hex
    body = b""
    for name, value in post["fields"].items():
        body += f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    body += f'--{line}\r\nContent-Disposition: form-data; name="file"; filename="n"\r\n\r\n'.encode()
    body += content + f"\r\n--{line}--\r\n".encode()
    answer = fetch(post["url"], "POST", body, {"Content-Type": f"multipart/form-data; boundary={line}"})
    assert answer[0] == status, answer
print("form")

sqs.send_message(
    QueueUrl=queue,
    MessageBody="grüße",
    MessageAttributes={"kind": {"DataType": "String", "StringValue": "ü"}},
)
message = sqs.receive_message(QueueUrl=queue, MessageAttributeNames=["All"])["Messages"][0]
assert message["Body"] == "grüße" and message["MessageAttributes"]["kind"]["StringValue"] == "ü"
assert "Messages" not in sqs.receive_message(QueueUrl=queue)
sqs.change_message_visibility(
    QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
)
message = sqs.receive_message(QueueUrl=queue)["Messages"][0]
sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
batch = sqs.send_message_batch(
    QueueUrl=queue,
    Entries=[{"Id": "good", "MessageBody": "x"}, {"Id": "bad", "MessageBody": "\x07"}],
)
assert [one["Id"] for one in batch["Failed"]] == ["bad"], batch
print("messages")

items = dynamodb.Table(table)
for number in range(3):
    items.put_item(Item={"pk": "a", "sk": str(number), "tags": {"x", "y"}})
once = {"Item": {"pk": "a", "sk": "1"}, "ConditionExpression": "attribute_not_exists(pk)"}
refused("ConditionalCheckFailedException", items.put_item, **once)
assert items.get_item(Key={"pk": "a", "sk": "2"})["Item"]["tags"] == {"x", "y"}
page = items.query(KeyConditionExpression=boto3.dynamodb.conditions.Key("pk").eq("a"), Limit=2)
assert [one["sk"] for one in page["Items"]] == ["0", "1"] and page["LastEvaluatedKey"]
print("items")
