"""Runs against `quhao serve`: QUHAO_EXCHANGE, QUHAO_CONTROL and QUHAO_CONTROL_TOKEN say where it is."""

import os

import pytest
import requests
from one_tap import LoginExpired, OneTap, TryAnotherWay

APP = {"app_id": "300000000001", "app_secret": "FEDCBA9876543210FEDCBA9876543210"}


class Simulator:
    """The five calls of the control API that these tests need."""

    def __init__(self):
        self.url = os.environ["QUHAO_CONTROL"]
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {os.environ['QUHAO_CONTROL_TOKEN']}"

    def _call(self, method, path, body=None):
        answer = self.session.request(method, f"{self.url}/v1{path}", json=body, timeout=10)
        assert answer.ok, answer.text
        return answer.json() if answer.content else None

    def reset(self):
        self._call("POST", "/scopes/default/reset")

    def token_of(self, number):
        return self._call("POST", "/tokens", {"appid": APP["app_id"], "msisdn": number})["token"]

    def fault(self, effect):
        self._call("POST", "/faults", {"plane": "exchange", "times": 1, "effect": effect})

    def advance(self, minutes):
        self._call("POST", "/clock/advance", {"ms": minutes * 60_000})


@pytest.fixture
def simulator():
    simulator = Simulator()
    simulator.reset()
    return simulator


@pytest.fixture
def one_tap():
    return OneTap(os.environ["QUHAO_EXCHANGE"], **APP, timeout_seconds=2)


def test_a_token_gives_the_number(simulator, one_tap):
    assert one_tap.number_of(simulator.token_of("15400000001")) == "15400000001"


def test_a_token_is_good_once(simulator, one_tap):
    token = simulator.token_of("15400000001")
    one_tap.number_of(token)
    with pytest.raises(LoginExpired):
        one_tap.number_of(token)


def test_a_token_is_good_for_two_minutes(simulator, one_tap):
    token = simulator.token_of("15400000001")
    simulator.advance(minutes=3)
    with pytest.raises(LoginExpired):
        one_tap.number_of(token)


@pytest.mark.parametrize(
    "effect",
    [
        {"kind": "hold"},
        {"kind": "status", "status": 503},
        {"kind": "socket", "fault": "CONNECTION_RESET_BY_PEER"},
        {"kind": "html", "page": "captive"},
        {"kind": "code", "code": "103511"},
    ],
    ids=lambda effect: effect["kind"],
)
def test_an_operator_in_trouble_is_no_failed_login(simulator, one_tap, effect):
    token = simulator.token_of("15400000001")
    simulator.fault(effect)
    with pytest.raises(TryAnotherWay):
        one_tap.number_of(token)
