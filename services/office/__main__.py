from common.serve import serve

serve("office")
