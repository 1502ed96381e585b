// Serves the console from its sources, with the gateway's policy, and passes the rest on to a running system.
// node dev.mjs ORIGIN [PORT]
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import http from 'node:http';
import { fileURLToPath } from 'node:url';

const [origin, port = '8081'] = process.argv.slice(2);
const home = fileURLToPath(new URL('../../console/src/main/resources/io/laurel/console/', import.meta.url));
const policy = readFileSync(new URL('../../console/src/main/java/io/laurel/console/ConsolePages.java', import.meta.url), 'utf8')
  .split('SECURITY_POLICY =')[1].split(';\n')[0].match(/"([^"]*)"/g).map((part) => part.slice(1, -1)).join('');
const types = { css: 'text/css', js: 'text/javascript', json: 'application/json', svg: 'image/svg+xml' };
const base = '/console/sources/';

function page() {
  const links = (folder, link) => readdirSync(home + folder).filter((file) => file !== 'frame.css').map((file) => link.replace('%', `${base}${folder}/${file}`)).join('\n');
  return readFileSync(`${home}index.html`, 'utf8')
    .replace('<!-- styles -->', links('styles', '<link rel="stylesheet" href="%">'))
    .replace('<!-- modules -->', links('frame', '<link rel="modulepreload" href="%">'))
    .replaceAll('{base}', base);
}

http.createServer(async (request, response) => {
  const path = request.url.split('?')[0];
  if (/^\/console\/?$/.test(path)) {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy }).end(page());
  } else if (path.startsWith(base) && !path.includes('..') && existsSync(home + path.slice(base.length))) {
    response.writeHead(200, { 'Content-Type': types[path.split('.').pop()], 'Cache-Control': 'no-store' }).end(readFileSync(home + path.slice(base.length)));
  } else {
    // lit-html is where the running gateway has it.
    const onward = path.startsWith(`${base}lit/`) ? (await (await fetch(`${origin}/console/`)).text()).match(/\/console\/[0-9a-f]+\//)[0] + path.slice(base.length) : request.url;
    request.pipe(http.request(origin + onward, { method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    }).on('error', () => response.writeHead(502).end()));
  }
}).listen(Number(port), '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/console/`));
