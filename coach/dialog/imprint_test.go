package dialog

import "testing"

// Where the configuration names nobody, the member reads it in their own language; what it names stays as it is.
func TestWhoAnswersForTheBot(t *testing.T) {
	unnamed := &turn{Coach: &Coach{}}
	if p, ok := unnamed.ownerName().(Phrase); !ok || p.Key != "imprint.owner" {
		t.Errorf("nobody named: the owner is %v", unnamed.ownerName())
	}
	if p, ok := unnamed.contact().(Phrase); !ok || p.Key != "imprint.contact" {
		t.Errorf("nobody named: the contact is %v", unnamed.contact())
	}
	if p, ok := (Settings{}).News("hello").Args["owner"].(Phrase); !ok || p.Key != "imprint.owner" {
		t.Error("nobody named: an announcement is from nobody")
	}
	named := &turn{Coach: &Coach{Settings: Settings{Owner: "a practice", Contact: "mail@example.org"}}}
	if named.ownerName() != "a practice" || named.contact() != "mail@example.org" {
		t.Errorf("named: %v, %v", named.ownerName(), named.contact())
	}
}
