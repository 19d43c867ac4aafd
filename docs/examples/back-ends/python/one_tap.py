"""A back end's part of one-tap login: exchanges a token for the phone number, once."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import requests

CHINA = timezone(timedelta(hours=8))
SUCCESS = "103000"
# The token is used, too old or nobody's: the user has to log in again.
LOG_IN_AGAIN = {"104201", "103811"}


class LoginExpired(Exception):
    """The app has to ask for a new token."""


class TryAnotherWay(Exception):
    """The operator does not answer, or refuses: offer the user a text message."""


@dataclass(frozen=True)
class OneTap:
    url: str
    app_id: str
    app_secret: str
    timeout_seconds: float = 3.0

    def number_of(self, token: str) -> str:
        """The phone number behind a token. A token is good for one call: this one is never repeated."""
        fields = {
            "version": "2.0",
            "msgid": secrets.token_hex(16),
            "systemtime": datetime.now(CHINA).strftime("%Y%m%d%H%M%S%f")[:17],
            "strictcheck": "1",
            "appid": self.app_id,
            "token": token,
        }
        fields["sign"] = self._sign(fields)
        try:
            answer = requests.post(f"{self.url}/unisdk/rsapi/loginTokenValidate", json=fields, timeout=self.timeout_seconds)
            body = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise TryAnotherWay("the operator gave no answer") from error
        code = body.get("resultCode")
        if code == SUCCESS and body.get("msisdn"):
            return body["msisdn"]
        if code in LOG_IN_AGAIN:
            raise LoginExpired(code)
        raise TryAnotherWay(f"the operator refused with {code}")

    def _sign(self, fields: dict) -> str:
        order = ("appid", "version", "msgid", "systemtime", "strictcheck", "token")
        text = "".join(fields[name] for name in order) + self.app_secret
        return hashlib.md5(text.encode()).hexdigest().upper()
