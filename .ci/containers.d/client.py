#!/usr/bin/env python3
"""Players and an administrator of a Laurel at $API; what they know is kept in a file.
  client.py prepare STATE            an event with rewards, one of them coded, and players; ADMIN_PASSWORD
  client.py load STATE UNTIL STATUS  claims and reads until the file UNTIL is there; fails if an answer has another status
                                     than 200, 201 or those of STATUS (by commas), or a refusal does not say when to come back
  client.py verify STATE             whatever was acknowledged is there: claims, a code, sessions
"""
import collections, itertools, json, os, pathlib, sys, threading, time, urllib.error, urllib.request

API = os.environ.get('API', '')
PASSWORD = 'correct-horse-battery'
PLAYERS, REWARDS, LIMIT = 4, 40, 100


def send(method, path, body=None, token=None, key=None):
    """Status, body, headers; a connection that breaks has the status 0."""
    headers = {'Content-Type': 'application/json'}
    if token:
        headers['Authorization'] = 'Bearer ' + token
    if key:
        headers['Idempotency-Key'] = key
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(API + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.loads(answer.read() or b'null'), answer.headers
    except urllib.error.HTTPError as error:
        text = error.read()
        return error.code, json.loads(text) if text[:1] == b'{' else {'code': text[:80].decode(errors='replace')}, error.headers
    except (OSError, ValueError) as error:
        return 0, {'code': f'{type(error).__name__} {error}'}, {}


def must(*arguments, **named):
    """The body of what is repeated until it is answered well; 60 tries."""
    for _ in range(60):
        status, body, _headers = send(*arguments, **named)
        if 200 <= status < 300:
            return body
        if status not in (0, 502, 503, 504):
            break
        time.sleep(0.5)
    sys.exit(f'client: {arguments[:2]} is answered {status} {body}')


def login(name, password=PASSWORD):
    return must('POST', '/auth/login', {'login': name, 'password': password})


def prepare(file):
    stamp = int(time.time())
    players = []
    for n in range(PLAYERS):
        name = f'p{stamp}n{n}'
        must('POST', '/auth/register', {'email': f'{name}@example.com', 'username': name, 'password': PASSWORD})
        players.append({'name': name, 'refresh': login(name)['refreshToken']})
    admin = login('admin', os.environ['ADMIN_PASSWORD'])['accessToken']
    event = must('POST', '/events', {'name': 'Load', 'startsAt': '2026-01-01T00:00:00Z', 'endsAt': '2099-01-01T00:00:00Z'}, admin)['id']
    plain = {'type': 'CURRENCY', 'quantity': 1, 'stock': 100000, 'limit': {'count': LIMIT, 'per': 'EVENT'}}
    rewards = [must('POST', f'/events/{event}/rewards', {'name': f'Gem {n}', **plain}, admin)['id'] for n in range(REWARDS)]
    coded = {'name': 'Coupon', 'type': 'COUPON', 'coded': True, 'limit': {'count': 10, 'per': 'EVENT'}}
    coded = must('POST', f'/events/{event}/rewards', coded, admin)['id']
    codes = [f'CODE-{stamp}-{n:04}' for n in range(20)]
    must('POST', f'/events/{event}/rewards/{coded}/codes', {'codes': codes}, admin)
    must('PUT', f'/events/{event}/state', {'state': 'PUBLISHED'}, admin)
    first = login(players[0]['name'])
    claim = must('POST', f'/events/{event}/claims', {'rewardId': coded}, first['accessToken'], f'coded-{stamp}')
    state = {'event': event, 'rewards': rewards, 'coded': coded, 'codes': codes, 'players': players,
             'claim': claim['id'], 'code': code(claim), 'granted': [[] for _ in players], 'used': [0] * PLAYERS}
    file.write_text(json.dumps(state))


def code(claim):
    found = [part for part in json.dumps(claim).split('"') if part.startswith('CODE-')]
    if len(found) != 1:
        sys.exit(f'client: a claim without its one code: {claim}')
    return found[0]


def load(file, until, allowed):
    state = json.loads(file.read_text())
    event, rewards = state['event'], state['rewards']
    start, pause = time.time(), float(os.environ.get('PACE', 0.05))
    seen, trouble, took, wrong, lock = collections.Counter(), [], [], [], threading.Lock()

    def note(what, began, status, body, headers):
        with lock:
            seen[what, status] += 1
            took.append(time.time() - began)
            if status not in (200, 201):
                trouble.append((began - start, time.time() - began, what, status, body.get('code')))
                if str(status) not in allowed:
                    wrong.append(f'{what} was answered {status} {body}')
                elif status == 503 and not headers.get('Retry-After'):
                    wrong.append(f'{what} was answered 503 {body.get("code")} without Retry-After')

    def player(index):
        token = login(state['players'][index]['name'])['accessToken']
        for n in itertools.count(state['used'][index]):
            state['used'][index] = n + 1
            if until.exists() or n >= len(rewards) * LIMIT:
                return
            began = time.time()
            status, body, headers = send('GET', f'/events/{event}', token=token)
            note('read', began, status, body, headers)
            for attempt in range(60):
                began = time.time()
                status, body, headers = send('POST', f'/events/{event}/claims', {'rewardId': rewards[n // LIMIT]}, token, f'{event}-{index}-{n}')
                note('claim', began, status, body, headers)
                if status == 201:
                    state['granted'][index].append(body['id'])
                    break
                time.sleep(0.2)
            else:
                wrong.append(f'claim {n} of player {index} was never granted')
            time.sleep(pause)

    threads = [threading.Thread(target=player, args=(n,)) for n in range(PLAYERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took.sort()
    told = ', '.join(f'{count} {what} {status}' for (what, status), count in sorted(seen.items()))
    print(f'{told} in {time.time() - start:.0f} s; p50 {took[len(took) // 2] * 1000:.0f} ms, p99 {took[int(len(took) * 0.99)] * 1000:.0f} ms, longest {took[-1]:.1f} s')
    if trouble:
        last = max(t[0] + t[1] for t in trouble)
        print(f'troubles from {trouble[0][0]:.1f} s to {last:.1f} s: {last - trouble[0][0]:.1f} s')
        for began, lasted, what, status, why in trouble[:12]:
            print(f'  {began:6.1f} s {what} {status} {why} after {lasted:.2f} s')
    granted = [claim for claims in state['granted'] for claim in claims]
    if len(set(granted)) != len(granted):
        wrong.append(f'{len(granted)} acknowledged claims have {len(set(granted))} ids')
    file.write_text(json.dumps(state))
    finish(wrong)


def verify(file):
    state = json.loads(file.read_text())
    wrong = []
    for index, player in enumerate(state['players']):
        # The session of before goes on; with the grace of a few seconds a second try gets the same successor.
        renewed = must('POST', '/auth/refresh', {'refreshToken': player['refresh']})
        player['refresh'] = renewed['refreshToken']
        mine, cursor = set(), ''
        while True:
            page = must('GET', f'/me/claims?limit=100{cursor}', token=renewed['accessToken'])
            mine.update(claim['id'] for claim in page['items'])
            if not page.get('nextCursor'):
                break
            cursor = f'&cursor={page["nextCursor"]}'
        lost = set(state['granted'][index]) - mine
        if lost:
            wrong.append(f'{len(lost)} acknowledged claims of {player["name"]} are gone, such as {min(lost)}')
        if index == 0:
            told = code(must('GET', f'/claims/{state["claim"]}', token=renewed['accessToken']))
            if told != state['code']:
                wrong.append(f'the code {state["code"]} is {told} now')
            another = code(must('POST', f'/events/{state["event"]}/claims', {'rewardId': state['coded']}, renewed['accessToken']))
            if another == state['code'] or another not in state['codes']:
                wrong.append(f'{another} was granted after {state["code"]}')
    file.write_text(json.dumps(state))
    print(f'{sum(map(len, state["granted"]))} acknowledged claims, a code and {len(state["players"])} sessions looked for')
    finish(wrong)


def finish(wrong):
    for line in wrong[:20]:
        print('WRONG: ' + line)
    sys.exit(1 if wrong else 0)


if __name__ == '__main__':
    command, *rest = sys.argv[1:]
    if command == 'load':
        load(pathlib.Path(rest[0]), pathlib.Path(rest[1]), rest[2].split(','))
    else:
        {'prepare': prepare, 'verify': verify}[command](pathlib.Path(rest[0]))
