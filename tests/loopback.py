"""HTTP on loopback, where nothing is encrypted: `httpx.get(url, verify=PLAIN)`.

Left to itself every client reads the certificates of all authorities anew, which takes 19 ms.
"""

import ssl

PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts nobody."""
