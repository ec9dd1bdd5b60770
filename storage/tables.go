package storage

// table is one of the schema's.
type table struct {
	name string
	key  []string // its primary key
	// counted: the key is a number that is never given twice.
	counted bool
}

// tables are all there are, each behind those it refers to.
var tables = []table{
	{name: "settings", key: []string{"name"}},
	{name: "inbox", key: []string{"arrival"}, counted: true},
	{name: "dead", key: []string{"id"}, counted: true},
	{name: "members", key: []string{"id"}, counted: true},
	{name: "days", key: []string{"member_id", "date"}},
	{name: "facts", key: []string{"id"}, counted: true},
	{name: "appointments", key: []string{"member_id", "kind"}},
	{name: "outbox", key: []string{"id"}, counted: true},
	{name: "erasures", key: []string{"id"}, counted: true},
	{name: "files", key: []string{"bot_id", "hash", "kind"}},
	{name: "invitations", key: []string{"code"}},
	{name: "owners", key: []string{"chat_id"}},
	{name: "passes", key: []string{"code"}},
	{name: "broadcasts", key: []string{"id"}, counted: true},
	{name: "instances", key: []string{"id"}},
}
