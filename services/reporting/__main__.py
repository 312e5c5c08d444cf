from common.serve import serve

serve("reporting")
