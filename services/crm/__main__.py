from common.serve import serve

serve("crm")
