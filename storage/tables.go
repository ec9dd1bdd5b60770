package storage

// table is one of the schema's.
type table struct {
	name string
	key  string // what its rows are counted by; "" when they have names
}

// tables are all there are, each behind those it refers to.
var tables = []table{
	{"settings", ""},
	{"inbox", "arrival"},
	{"dead", "id"},
	{"members", "id"},
	{"days", ""},
	{"facts", "id"},
	{"appointments", ""},
	{"outbox", "id"},
	{"erasures", "id"},
	{"files", ""},
	{"invitations", ""},
	{"owners", ""},
	{"passes", ""},
	{"broadcasts", "id"},
}
