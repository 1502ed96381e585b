// Run once by MongoDB's image, on an empty volume: each process gets a user for its own database.
const fs = require('fs');

for (const name of ['auth', 'event']) {
  db.getSiblingDB(name).createUser({
    user: name,
    pwd: fs.readFileSync(`/run/secrets/mongo-${name}-password`, 'utf8').trim(),
    roles: [{ role: 'readWrite', db: name }],
  });
}
