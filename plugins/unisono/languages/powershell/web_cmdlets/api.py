"""The parameters of `Invoke-RestMethod` and `Invoke-WebRequest` (documentation of PowerShell 7.4)."""

from __future__ import annotations

from unisono.languages.powershell.state import Call, Cmdlet
from unisono.languages.powershell.web_cmdlets.wire import request_of
from unisono.languages.program.values import Value

_VALUES = frozenset(
    """uri method custommethod headers body contenttype form infile authentication token credential useragent outfile
    websession sessionvariable timeoutsec connectiontimeoutseconds operationtimeoutseconds maximumredirection
    maximumretrycount retryintervalsec responseheadersvariable statuscodevariable httpversion sslprotocol
    certificatethumbprint certificate proxy proxycredential transferencoding maximumfollowrellink unixsocket""".split()  # noqa: SIM905
)
_SWITCHES = frozenset(
    """skipcertificatecheck skipheadervalidation skiphttperrorcheck usebasicparsing allowunencryptedauthentication
    disablekeepalive noproxy passthru preserveauthorizationonredirect preservehttpmethodonredirect resume
    followrellink usedefaultcredentials proxyusedefaultcredentials allowinsecureredirect""".split()  # noqa: SIM905
)


def _send(call: Call) -> Value:
    call.powershell.send(request_of(call))
    return call.unknown(good=True)


_SENDING = Cmdlet(_send, _VALUES, _SWITCHES, ("uri",))
CMDLETS = dict.fromkeys(("invoke-restmethod", "invoke-webrequest", "irm", "iwr"), _SENDING)
