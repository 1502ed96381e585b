// deploy/mongo/users.js against a stand-in of MongoDB's administration: from nothing, broken off at each of its commands and
// run again, on a database of before without a replica set, with new passwords. The real server is in no package registry.
const assert = require('assert');
const fs = require('fs');
const path = require('path');
const vm = require('vm');

const script = fs.readFileSync(path.join(__dirname, '../../deploy/mongo/users.js'), 'utf8');
const NAMES = ['root', 'auth', 'event', 'gateway', 'backup'];
const at = (user) => (['root', 'backup'].includes(user) ? 'admin' : user);

function refused(code, codeName) {
  return Object.assign(new Error(codeName), { code, codeName });
}

class Server {
  constructor() {
    Object.assign(this, { initiated: false, users: new Map(), roles: new Map(), commands: 0, breakAt: Infinity });
  }
  secrets(version) {
    this.version = version;
    return this;
  }
  // Every command passes here: the one that is to break off does so before it has done anything, or after.
  command(act) {
    this.commands++;
    if (this.commands === this.breakAt) {
      if (this.breakAfter) {
        try {
          act();
        } catch (lost) {
          // What it says is lost with the connection.
        }
      }
      throw refused(6, 'HostUnreachable');
    }
    return act();
  }
  connection() {
    const session = { who: null };
    const server = this;
    const may = (exception) => {
      if (!session.who && !(exception && server.users.size === 0)) {
        throw refused(13, 'Unauthorized');
      }
      if (session.who && session.who !== 'admin.root') {
        throw refused(13, 'Unauthorized');
      }
    };
    const write = () => {
      if (!server.initiated) {
        throw refused(10107, 'NotWritablePrimary');
      }
    };
    const database = (name) => ({
      getSiblingDB: (other) => database(other),
      getMongo: () => mongo,
      auth: (user, password) =>
        server.command(() => {
          const found = server.users.get(`${name}.${user}`);
          if (!found || found.pwd !== password) {
            throw refused(18, 'AuthenticationFailed');
          }
          session.who = `${name}.${user}`;
          return { ok: 1 };
        }),
      adminCommand: (command) =>
        server.command(() => {
          if (command.hello) {
            return { ok: 1, isWritablePrimary: server.initiated };
          }
          if (command.replSetInitiate) {
            may(true);
            if (server.initiated) {
              throw refused(23, 'AlreadyInitialized');
            }
            server.initiated = true;
          } else if (command.replSetGetStatus) {
            may(false);
            if (!server.initiated) {
              throw refused(94, 'NotYetInitialized');
            }
          }
          return { ok: 1 };
        }),
      createUser: (user) =>
        server.command(() => {
          may(true);
          write();
          assert(!server.users.has(`${name}.${user.user}`));
          server.users.set(`${name}.${user.user}`, { pwd: user.pwd, roles: user.roles });
        }),
      updateUser: (user, change) =>
        server.command(() => {
          may(false);
          write();
          Object.assign(server.users.get(`${name}.${user}`), change);
        }),
      getUser: (user) => server.command(() => (may(false), server.users.get(`${name}.${user}`) || null)),
      getRole: (role) => server.command(() => (may(false), server.roles.get(role) || null)),
      createRole: (role) => server.command(() => (may(false), write(), server.roles.set(role.role, role))),
      updateRole: (role, change) => server.command(() => (may(false), write(), Object.assign(server.roles.get(role), change))),
    });
    const mongo = { getDB: (name) => database(name) };
    return mongo;
  }
  run() {
    const db = this.connection().getDB('test');
    const password = (file) => `${file.replace('/run/secrets/', '')} ${file.includes('root') ? 1 : this.version}`;
    const server = this;
    vm.runInNewContext(script, {
      db,
      require: () => ({ readFileSync: password }),
      Mongo: function () {
        return server.connection();
      },
      sleep: () => {},
      print: () => {},
    });
  }
  complete() {
    assert(this.initiated);
    for (const name of NAMES) {
      const found = this.users.get(`${at(name)}.${name}`);
      assert(found, `${name} is missing`);
      assert.strictEqual(found.pwd, `mongo-${name}-password ${name === 'root' ? 1 : this.version}`);
    }
    assert.strictEqual(this.users.size, NAMES.length);
    assert.deepStrictEqual([...this.roles.keys()], ['revocationsReader', 'auditWriter']);
    assert(!JSON.stringify([...this.users]).includes('"remove"'));
  }
}

let passed = 0;
const whole = new Server().secrets(1);
whole.run();
whole.complete();
passed++;
for (let at = 1; at <= whole.commands; at++) {
  for (const after of [false, true]) {
    const server = Object.assign(new Server().secrets(1), { breakAt: at, breakAfter: after });
    assert.throws(() => server.run(), /HostUnreachable/, `command ${at}`);
    server.run();
    server.complete();
    passed++;
  }
}
whole.secrets(2).run();
whole.complete();
passed++;
const old = new Server().secrets(1);
old.initiated = true;
old.users.set('admin.root', { pwd: 'mongo-root-password 1', roles: ['root'] });
old.users.set('auth.auth', { pwd: 'mongo-auth-password 1', roles: [] });
old.initiated = false;
old.run();
old.complete();
assert.strictEqual(old.users.get('auth.auth').roles.length, 2);
passed++;
console.log(`users-check: ${passed} passed, 0 failed`);
