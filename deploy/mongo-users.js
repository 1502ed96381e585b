// Run once by MongoDB's image, on an empty volume: each process gets a user for its own database, and may add to the
// audit entries and read them, but neither change nor remove one.
const fs = require('fs');

db.getSiblingDB('audit').createRole({
  role: 'append',
  privileges: [
    {
      resource: { db: 'audit', collection: 'entries' },
      actions: ['find', 'insert', 'createIndex', 'listIndexes'],
    },
  ],
  roles: [],
});

for (const name of ['auth', 'event']) {
  db.getSiblingDB(name).createUser({
    user: name,
    pwd: fs.readFileSync(`/run/secrets/mongo-${name}-password`, 'utf8').trim(),
    roles: [
      { role: 'readWrite', db: name },
      { role: 'append', db: 'audit' },
    ],
  });
}
