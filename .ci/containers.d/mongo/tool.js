#!/usr/bin/env node
// Stand-in for mongodump and mongorestore, which are in no package registry: of their options those that deploy/mongo uses,
// without the oplog, which this engine has not. An archive is lines: a collection with its indexes, then its documents.
const { createRequire } = require('module');
const fs = require('fs');
const readline = require('readline');
const zlib = require('zlib');
const inside = createRequire('/opt/mongosh/node_modules/mongosh/package.json');
const { MongoClient, BSON } = inside('mongodb');
const { EJSON } = BSON;

const known = { '--quiet': 0, '--config': 1, '--uri': 1, '--oplog': 0, '--oplogReplay': 0, '--drop': 0, '--gzip': 0, '--archive': 0, '--nsExclude': 1 };
const given = { '--nsExclude': [] };
for (let at = 2; at < process.argv.length; at++) {
  const option = process.argv[at];
  if (!(option in known)) {
    throw new Error(`unknown option ${option}`);
  }
  const value = known[option] ? process.argv[++at] : true;
  given[option] = Array.isArray(given[option]) ? [...given[option], value] : value;
}
const password = /^password: (.+)$/m.exec(fs.readFileSync(given['--config'], 'utf8'))[1];
const uri = given['--uri'].replace('@', `:${encodeURIComponent(password)}@`);
const excluded = (ns) => ['admin.', 'config.', 'local.'].some((prefix) => ns.startsWith(prefix));

async function dump(client) {
  const out = zlib.createGzip();
  out.pipe(process.stdout);
  const { databases } = await client.db('admin').admin().listDatabases();
  for (const { name } of databases) {
    for (const { name: collection, type } of await client.db(name).listCollections().toArray()) {
      if (excluded(`${name}.`) || (type && type !== 'collection') || collection.startsWith('system.')) {
        continue;
      }
      const from = client.db(name).collection(collection);
      out.write(`${EJSON.stringify({ database: name, collection, indexes: await from.indexes() }, { relaxed: false })}\n`);
      for await (const document of from.find()) {
        out.write(`${EJSON.stringify({ document }, { relaxed: false })}\n`);
      }
    }
  }
  await new Promise((resolve) => out.end(resolve));
}

async function restore(client) {
  let into;
  let batch = [];
  const flush = async () => {
    if (batch.length > 0) {
      await into.insertMany(batch);
      batch = [];
    }
  };
  for await (const line of readline.createInterface({ input: process.stdin.pipe(zlib.createGunzip()) })) {
    const said = EJSON.parse(line, { relaxed: false });
    if (said.collection) {
      await flush();
      into = client.db(said.database).collection(said.collection);
      await into.drop().catch(() => {});
      for (const { key, name, v, ns, ...options } of said.indexes) {
        if (name !== '_id_') {
          await into.createIndex(key, { name, ...options });
        }
      }
    } else {
      batch.push(said.document);
      if (batch.length === 500) {
        await flush();
      }
    }
  }
  await flush();
}

(async () => {
  const client = await new MongoClient(uri).connect();
  await (process.argv[1].endsWith('restore') ? restore : dump)(client);
  await client.close();
})().catch((failure) => {
  console.error(failure.message);
  process.exit(1);
});
