"""Reviews of quotations (报价审核): asked for by the consultant, given by manager and above."""
