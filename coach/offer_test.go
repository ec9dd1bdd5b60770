package coach

import "testing"

// A free rest day is offered after 14 loading days in a row or four hard days of the last seven, at most once a week,
// and it counts as rest ordered by the coach.
func TestAFreeRestDay(t *testing.T) {
	p := newPerson(t, sore(Left, 1, 2)).calm(0, 12, fine)
	p.on(13).equal("after 13 loading days", p.m.RestOffered(p.day.Date), false)
	p.morning(1, 0, false).trainAll(fine)
	p.on(14).morning(1, 0, false).equal("after 14", p.m.RestOffered(p.day.Date), true)
	p.m.TakeRest(p.day)
	p.equal("sessions", p.day.Rounds[0].Outcome+" "+p.day.Rounds[1].Outcome, "rest_by_coach rest_by_coach")
	p.on(15).morning(1, 0, false)
	p.equal("low adherence", p.m.lowAdherence(p.day.Date), false)
	p.equal("the next day", p.m.RestOffered(p.day.Date), false)
	p.trainAll(fine)

	hard := newPerson(t, sore(Left, 1, 2)).calm(0, 2, felt{1, 1, 2, 10})
	hard.on(3).equal("three hard days", hard.m.RestOffered(hard.day.Date), false)
	hard.morning(1, 0, false).trainAll(felt{1, 1, 3, 10})
	hard.on(4).equal("four hard days", hard.m.RestOffered(hard.day.Date), true)
	hard.m.TakeRest(hard.day)
	hard.on(5).morning(1, 0, false).trainAll(felt{1, 1, 2, 10})
	hard.on(6).equal("offered this week already", hard.m.RestOffered(hard.day.Date), false)
}

// A missed day breaks the row of loading days.
func TestAMissedDayBreaksTheRow(t *testing.T) {
	p := newPerson(t, sore(Left, 1, 2)).calm(0, 9, fine)
	p.on(10).morning(1, 0, false)
	p.calm(11, 23, fine)
	p.on(24).equal("13 after a missed day", p.m.RestOffered(p.day.Date), false)
	p.morning(1, 0, false).trainAll(fine)
	p.on(25).equal("14 after a missed day", p.m.RestOffered(p.day.Date), true)
}
