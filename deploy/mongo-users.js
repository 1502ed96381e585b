// Run once by MongoDB's image, on an empty volume: each process gets a user that may do what that process does.
const fs = require('fs');

const mayReadRevocations = 'revocationsReader';
const mayWriteAudit = 'auditWriter';
const admin = db.getSiblingDB('admin');

// Custom roles, because the built-in ones are for whole databases.
admin.createRole({
  role: mayReadRevocations,
  privileges: [{ resource: { db: 'auth', collection: 'revocations' }, actions: ['find'] }],
  roles: [],
});
// Entries are added and read; nobody may change or delete one.
admin.createRole({
  role: mayWriteAudit,
  privileges: [{ resource: { db: 'audit', collection: 'entries' }, actions: ['find', 'insert', 'createIndex'] }],
  roles: [],
});

const custom = (role) => ({ role, db: 'admin' });
const roles = {
  auth: [{ role: 'readWrite', db: 'auth' }, custom(mayWriteAudit)],
  event: [{ role: 'readWrite', db: 'event' }, custom(mayWriteAudit), custom(mayReadRevocations)],
  gateway: [custom(mayReadRevocations)],
};

for (const name of Object.keys(roles)) {
  db.getSiblingDB(name).createUser({
    user: name,
    pwd: fs.readFileSync(`/run/secrets/mongo-${name}-password`, 'utf8').trim(),
    roles: roles[name],
  });
}
