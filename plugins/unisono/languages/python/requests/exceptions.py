"""The exceptions of requests, each with the names of its bases (its manual, "Exceptions")."""

PREFIX = "requests.exceptions."
BASES = {
    "RequestException": "OSError",
    "InvalidJSONError": "RequestException",
    "JSONDecodeError": "InvalidJSONError ValueError",
    "HTTPError": "RequestException",
    "ConnectionError": "RequestException",
    "ProxyError": "ConnectionError",
    "SSLError": "ConnectionError",
    "Timeout": "RequestException",
    "ConnectTimeout": "ConnectionError Timeout",
    "ReadTimeout": "Timeout",
    "URLRequired": "RequestException",
    "TooManyRedirects": "RequestException",
    "MissingSchema": "RequestException ValueError",
    "InvalidSchema": "RequestException ValueError",
    "InvalidURL": "RequestException ValueError",
    "InvalidHeader": "RequestException ValueError",
    "InvalidProxyURL": "InvalidURL",
    "ChunkedEncodingError": "RequestException",
    "ContentDecodingError": "RequestException",
    "StreamConsumedError": "RequestException TypeError",
    "RetryError": "RequestException",
    "UnrewindableBodyError": "RequestException",
}
