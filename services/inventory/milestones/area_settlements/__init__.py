"""The settlement of the area at the handover (面积差结算)."""
