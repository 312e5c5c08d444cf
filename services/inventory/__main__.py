from common.serve import serve

serve("inventory")
