"""What schemathesis has to know of Laurel: who asks, and that a refusal bears a code its operation lists."""

import json
import os
import sys
import time
import urllib.request

import schemathesis

API = os.environ["LAUREL_API"]
PASSWORD = os.environ["ADMIN_PASSWORD"]
# Of this process alone: others may end their own sessions meanwhile.
NAME = f"fuzz-{os.getpid()}"
PLAYER = {"email": NAME + "@example.com", "username": NAME, "password": "correct-horse-battery"}

SIGN_INS = 5

# They end the session of who asks: somebody else's than the one that all others need.
ENDING = {"auth.logout", "auth.endSession", "auth.endSessions"}

# By which HTTP itself refuses, at whatever path.
OF_HTTP = {
    "expectation-failed",
    "header-fields-too-large",
    "malformed-request",
    "method-not-allowed",
    "not-found",
    "uri-too-long",
}


def send(path, body):
    request = urllib.request.Request(API + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refusal:
        return {**json.load(refusal), "retryAfter": float(refusal.headers.get("Retry-After", 1))}


def sign_in(login, password):
    """As a client would: where it is told to come back, it does. The requests made up here try wrong passwords, too."""
    for _ in range(SIGN_INS):
        answer = send("/auth/login", {"login": login, "password": password})
        if "accessToken" in answer:
            return answer["accessToken"]
        print(f"fuzz: {login} cannot sign in: {answer}", file=sys.stderr)
        if answer["status"] not in (429, 503):
            break
        time.sleep(answer["retryAfter"])
    raise RuntimeError(f"{login} cannot sign in")


send("/auth/register", PLAYER)


def name(case):
    return case.operation.definition.raw.get("operationId")


@schemathesis.auth(refresh_interval=300)
class Tokens:
    def get(self, case, context):
        return {"admin": sign_in("admin", PASSWORD), "player": sign_in(NAME, PLAYER["password"])}

    def set(self, case, data, context):
        who = "player" if name(case) in ENDING else "admin"
        case.headers = case.headers or {}
        case.headers["Authorization"] = "Bearer " + data[who]


@schemathesis.check
def refusals_are_listed(ctx, response, case):
    if not 400 <= response.status_code < 500:
        return
    problem = response.json()
    code = problem["code"]
    assert problem["type"] == "/problems/" + code, problem
    assert problem["status"] == response.status_code, problem
    listed = case.operation.definition.raw["responses"].get(str(response.status_code), {}).get("x-codes", [])
    assert code in listed or code in OF_HTTP, f"{name(case)} does not list {response.status_code} {code}"
