// The ordinary work of a program that uses AWS's SDK; prints the name of each piece that is done.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand, PutObjectCommand, S3, paginateListObjectsV2 } from "@aws-sdk/client-s3";
import { SQS } from "@aws-sdk/client-sqs";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

const folder = process.argv[2];
const { BUCKET: Bucket, QUEUE_URL: QueueUrl, TABLE: TableName } = process.env;
const s3 = new S3({ forcePathStyle: true });
const sqs = new SQS({});
const dynamodb = new DynamoDB({});
const text = async (input) => (await s3.getObject({ Bucket, ...input })).Body.transformToString();
const refused = (name, promise) => assert.rejects(promise, (error) => error.name === name || assert.fail(error));

const names = ["t/a", "t/with space", "t/a+b", "t/grün/ü ß%41", "t/x=1&y"];
for (const Key of names) await s3.putObject({ Bucket, Key, Body: Key });
const { Contents } = await s3.listObjectsV2({ Bucket, Prefix: "t/" });
assert.deepEqual(Contents.map((one) => one.Key).sort(), [...names].sort());
for (const Key of names) assert.equal(await text({ Key }), Key);
console.log("tree");

const large = join(folder, "large");
await writeFile(large, randomBytes(200 << 20));
const upload = { Bucket, Key: "large", Body: createReadStream(large) };
await new Upload({ client: s3, params: upload, partSize: 16 << 20 }).done();
const parts = await s3.getObjectAttributes({ Bucket, Key: "large", ObjectAttributes: ["ObjectParts", "Checksum"] });
assert.equal(parts.ObjectParts.TotalPartsCount, 13);
const got = await s3.getObject({ Bucket, Key: "large", ChecksumMode: "ENABLED" });
await pipeline(got.Body, createWriteStream(join(folder, "back")));
assert.ok((await readFile(large)).equals(await readFile(join(folder, "back"))));
const unsized = new Upload({ client: s3, params: { Bucket, Key: "stream", Body: Readable.from(["he", "llo"]) } });
await unsized.done();
assert.equal(await text({ Key: "stream" }), "hello");
console.log("parts");

const put = new PutObjectCommand({ Bucket, Key: "p q+ü", ContentType: "text/x" });
const putUrl = await getSignedUrl(s3, put, { expiresIn: 60, signableHeaders: new Set(["content-type"]) });
const send = (type) => fetch(putUrl, { method: "PUT", body: "hello", headers: { "content-type": type } });
assert.equal((await send("text/y")).status, 403);
assert.equal((await send("text/x")).status, 200);
const getUrl = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: "p q+ü" }), { expiresIn: 60 });
assert.equal(await (await fetch(getUrl)).text(), "hello");
assert.equal((await fetch(getUrl, { method: "DELETE" })).status, 403);
const described = { Bucket, Key: "described", Metadata: { colour: "blue" }, Tagging: "team=a", StorageClass: "STANDARD_IA" };
const describedUrl = await getSignedUrl(s3, new PutObjectCommand(described), { expiresIn: 60 });
assert.match(describedUrl, /x-amz-meta-colour=blue/);
assert.equal((await fetch(describedUrl, { method: "PUT", body: "hello" })).status, 200);
const head = await s3.headObject({ Bucket, Key: "described" });
assert.deepEqual(head.Metadata, { colour: "blue" });
assert.equal(head.StorageClass, "STANDARD_IA");
assert.deepEqual((await s3.getObjectTagging({ Bucket, Key: "described" })).TagSet, [{ Key: "team", Value: "a" }]);
console.log("presigned");

const { ETag } = await s3.putObject({ Bucket, Key: "r", Body: "0123456789" });
assert.equal(await text({ Key: "r", Range: "bytes=2-4", IfMatch: ETag }), "234");
await refused("PreconditionFailed", s3.getObject({ Bucket, Key: "r", IfMatch: '"other"' }));
await refused("PreconditionFailed", s3.putObject({ Bucket, Key: "r", Body: "", IfNoneMatch: "*" }));
await refused("InvalidRange", s3.getObject({ Bucket, Key: "r", Range: "bytes=10-" }));
await refused("NoSuchKey", s3.getObject({ Bucket, Key: "never" }));
console.log("reads");

for (let number = 0; number < 5; number++) await s3.putObject({ Bucket, Key: `many/${number}`, Body: "" });
const pages = [];
for await (const page of paginateListObjectsV2({ client: s3, pageSize: 2 }, { Bucket, Prefix: "many/" })) {
  pages.push(page.Contents.map((one) => ({ Key: one.Key })));
}
assert.deepEqual(pages.map((page) => page.length), [2, 2, 1]);
const deleted = await s3.deleteObjects({ Bucket, Delete: { Objects: pages.flat() } });
assert.equal(deleted.Deleted.length, 5);
assert.equal((await s3.listObjectsV2({ Bucket, Prefix: "many/" })).KeyCount, 0);
console.log("lists");

await s3.putObject({ Bucket, Key: "c", Body: "x", Tagging: "t=1%20%2B", Metadata: { colour: "green" } });
await s3.copyObject({ Bucket, Key: "d ü", CopySource: `${Bucket}/c` });
assert.deepEqual((await s3.getObjectTagging({ Bucket, Key: "d ü" })).TagSet, [{ Key: "t", Value: "1 +" }]);
assert.deepEqual((await s3.headObject({ Bucket, Key: "d ü" })).Metadata, { colour: "green" });
console.log("copies");

// The SDK compares every MD5 with its own.
const MessageAttributes = { kind: { DataType: "String", StringValue: "ü" } };
await sqs.sendMessage({ QueueUrl, MessageBody: "grüße", MessageAttributes });
const { Messages } = await sqs.receiveMessage({ QueueUrl, MessageAttributeNames: ["All"] });
assert.equal(Messages[0].Body, "grüße");
assert.equal(Messages[0].MessageAttributes.kind.StringValue, "ü");
await sqs.deleteMessage({ QueueUrl, ReceiptHandle: Messages[0].ReceiptHandle });
const Entries = [{ Id: "good", MessageBody: "x" }, { Id: "bad", MessageBody: "\x07" }];
assert.deepEqual((await sqs.sendMessageBatch({ QueueUrl, Entries })).Failed.map((one) => one.Id), ["bad"]);
console.log("messages");

for (const sk of ["0", "1", "2"]) await dynamodb.putItem({ TableName, Item: { pk: { S: "a" }, sk: { S: sk } } });
const once = { TableName, Item: { pk: { S: "a" }, sk: { S: "1" } }, ConditionExpression: "attribute_not_exists(pk)" };
await refused("ConditionalCheckFailedException", dynamodb.putItem(once));
const item = await dynamodb.getItem({ TableName, Key: { pk: { S: "a" }, sk: { S: "2" } } });
assert.equal(item.Item.sk.S, "2");
const query = { TableName, KeyConditionExpression: "pk = :p", ExpressionAttributeValues: { ":p": { S: "a" } }, Limit: 2 };
assert.deepEqual((await dynamodb.query(query)).Items.map((one) => one.sk.S), ["0", "1"]);
console.log("items");
