"""Office (组织与权限): the table of contents."""

from common.compose import compose

SERVICE = compose("office")
