package storage

import (
	"testing"
	"time"

	"medius/coach"
)

// knock lets a chat come with a code, and gives what it opens.
func knock(t *testing.T, db *DB, chat int64, code string, e coach.Entry) coach.Door {
	t.Helper()
	var door coach.Door
	must(t, db.Exchange(t.Context(), chat, coach.Source{Code: code}, func(m coach.Member, _ *coach.Errand) (coach.Entry, error) {
		door = m.Door
		return e, nil
	}))
	return door
}

// A bot is claimed once, by the newest code; the owner's chat is known from then on, as a member and as nobody.
func TestClaim(t *testing.T) {
	db := open(t)
	must(t, db.OfferClaim(t.Context(), "old"))
	must(t, db.OfferClaim(t.Context(), "new"))
	equal(t, "an old code", knock(t, db, 9, "old", coach.Entry{}), coach.Door{Unclaimed: true})
	equal(t, "the code", knock(t, db, 9, "new", coach.Entry{Used: "new", Claims: true}), coach.Door{Pass: coach.PassClaim, Unclaimed: true})
	equal(t, "once more", knock(t, db, 10, "new", coach.Entry{}), coach.Door{})
	equal(t, "the owner", knock(t, db, 9, "", coach.Entry{Member: coach.Member{Language: "en"}}), coach.Door{Owner: true})
	equal(t, "the owner as a member", knock(t, db, 9, "", coach.Entry{Member: coach.Member{Language: "en"}, Erase: true}), coach.Door{Owner: true})
	equal(t, "the owner, erased as a member", knock(t, db, 9, "", coach.Entry{}), coach.Door{Owner: true})
	claimed, err := db.Claimed(t.Context())
	must(t, err)
	equal(t, "claimed", claimed, true)
}

// An invitation lets one in, until it expires; what it was used for and its use are one transaction.
func TestAPassWorksOnce(t *testing.T) {
	db := open(t)
	pass := coach.NewPass{Code: "a", Until: noon.Add(time.Hour)}
	late := coach.NewPass{Code: "b", Until: noon}
	knock(t, db, 9, "", coach.Entry{Passes: []coach.NewPass{pass, late}})
	equal(t, "expired", knock(t, db, 10, "b", coach.Entry{}).Pass, coach.PassNone)
	equal(t, "open", knock(t, db, 10, "a", coach.Entry{Used: "a"}).Pass, coach.PassMember)
	equal(t, "used", knock(t, db, 11, "a", coach.Entry{}).Pass, coach.PassNone)
	err := db.Exchange(t.Context(), 11, coach.Source{Code: "a"}, func(coach.Member, *coach.Errand) (coach.Entry, error) {
		return coach.Entry{Member: coach.Member{Language: "en"}, Used: "a"}, nil
	})
	if err == nil {
		t.Error("a pass was used twice")
	}
	_, ok, err := db.Member(t.Context(), 11)
	must(t, err)
	equal(t, "came in", ok, false)
	must(t, db.Sweep(t.Context(), noon))
	equal(t, "kept", count(t, db, `SELECT COUNT(*) FROM passes`), 0)
}
