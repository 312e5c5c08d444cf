from common.serve import serve

serve("reminders")
