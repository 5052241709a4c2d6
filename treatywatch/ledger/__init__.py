"""Reading ledgers: text in, a ledger and all its mistakes out."""
