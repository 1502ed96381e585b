// Makes the replica set of one, and a user for each process that may do what that process does. Run by deploy/mongo/setup
// at every start: what is there already is compared and mended, so that a first start that broke off is simply repeated,
// and a new password or role reaches a database of long ago.
const fs = require('fs');

const MEMBER = 'mongo:27017';
const NOT_YET_INITIALIZED = 94;
const ALREADY_INITIALIZED = 23;

const admin = db.getSiblingDB('admin');
const secret = (name) => fs.readFileSync(`/run/secrets/${name}`, 'utf8').trim();

const custom = (role) => ({ role, db: 'admin' });
// Custom roles, because the built-in ones are for whole databases.
const roles = {
  revocationsReader: [{ resource: { db: 'auth', collection: 'revocations' }, actions: ['find'] }],
  // Entries are added and read; nobody may change or delete one.
  auditWriter: [{ resource: { db: 'audit', collection: 'entries' }, actions: ['find', 'insert', 'createIndex'] }],
};
// Each of them signs in at the database of its own name; backup at `admin`.
const users = {
  auth: [{ role: 'readWrite', db: 'auth' }, custom('auditWriter')],
  event: [{ role: 'readWrite', db: 'event' }, custom('auditWriter'), custom('revocationsReader')],
  gateway: [custom('revocationsReader')],
  backup: [custom('backup')],
};
const home = (user) => (user === 'backup' ? 'admin' : user);

function signsIn(connection, database, user) {
  try {
    return connection.getDB(database).auth(user, secret(`mongo-${user}-password`)).ok === 1;
  } catch (refused) {
    if (refused.codeName === 'AuthenticationFailed') {
      return false;
    }
    throw refused;
  }
}

function initiate() {
  try {
    admin.adminCommand({ replSetInitiate: { _id: 'laurel', members: [{ _id: 0, host: MEMBER }] } });
  } catch (refused) {
    if (refused.code !== ALREADY_INITIALIZED) {
      throw refused;
    }
  }
}

function initiated() {
  try {
    return admin.adminCommand({ replSetGetStatus: 1 }).ok === 1;
  } catch (refused) {
    if (refused.code === NOT_YET_INITIALIZED) {
      return false;
    }
    throw refused;
  }
}

function awaitPrimary() {
  for (let attempt = 0; attempt < 120; attempt++) {
    if (admin.adminCommand({ hello: 1 }).isWritablePrimary) {
      return;
    }
    sleep(500);
  }
  throw new Error(`${MEMBER} does not become primary: does that name lead to this MongoDB?`);
}

// Nobody can sign in on an empty database; whoever comes from its own loopback may make the first user, and only that.
function makeRoot() {
  initiate();
  awaitPrimary();
  admin.createUser({ user: 'root', pwd: secret('mongo-root-password'), roles: ['root'] });
  if (!signsIn(db.getMongo(), 'admin', 'root')) {
    throw new Error('root was made and cannot sign in');
  }
}

if (!signsIn(db.getMongo(), 'admin', 'root')) {
  makeRoot();
} else if (!initiated()) {
  initiate();
}
awaitPrimary();

for (const [role, privileges] of Object.entries(roles)) {
  if (admin.getRole(role)) {
    admin.updateRole(role, { privileges, roles: [] });
  } else {
    admin.createRole({ role, privileges, roles: [] });
  }
}

const fresh = () => new Mongo('mongodb://127.0.0.1:27017/?directConnection=true');
for (const [user, granted] of Object.entries(users)) {
  const database = db.getSiblingDB(home(user));
  if (!database.getUser(user)) {
    database.createUser({ user, pwd: secret(`mongo-${user}-password`), roles: granted });
  } else if (signsIn(fresh(), home(user), user)) {
    database.updateUser(user, { roles: granted });
  } else {
    database.updateUser(user, { pwd: secret(`mongo-${user}-password`), roles: granted });
  }
  if (!signsIn(fresh(), home(user), user)) {
    throw new Error(`${user} was made and cannot sign in`);
  }
}
print('root, auth, event, gateway and backup can sign in');
