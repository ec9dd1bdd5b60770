package coach

import "fmt"

// The changes that the rows of the rules make.
var (
	rungUp   = change{"rung + 1", func(_ given, s *State) { s.Rung++ }}
	rungDown = change{"rung - 1, at least 0", func(_ given, s *State) { s.Rung = max(0, s.Rung-1) }}
	back1    = change{"step to about 80 %", func(_ given, s *State) { s.Step = Back1(s.Step) }}
	back2    = change{"step to half, at least 3×5", func(_ given, s *State) {
		s.Step = max(TrialStep, min(s.Step-1, half(s.Step)))
	}}
	// The peak, because a flare may follow a reduction; never above the current step, because the reduction stays.
	halfPeak = change{"step to half of the week's highest, at least 3×5, never above the step", func(_ given, s *State) {
		s.Step = min(s.Step, max(TrialStep, half(s.PeakStep7d)))
	}}
	stepUp = change{"step + 1, counted for the week", func(_ given, s *State) {
		s.Step++
		s.UpsThisWeek++
		s.PeakStep7d = max(s.PeakStep7d, s.Step)
	}}
	freshWeek = change{"the week's count starts anew at 3×10", func(_ given, s *State) {
		s.UpsThisWeek, s.WeekStartStep, s.PeakStep7d = 0, StartStep, StartStep
	}}

	trial         = change{"trial", func(_ given, s *State) { s.Trial = true }}
	noTrial       = change{"no trial", func(_ given, s *State) { s.Trial = false }}
	flareBegins   = change{"flare, no calm mornings yet", func(_ given, s *State) { s.Flare, s.CalmDays = true, 0 }}
	flareOver     = change{"flare over", func(_ given, s *State) { s.Flare, s.CalmDays = false, 0 }}
	earnPoints    = change{"points + 2 at L0, + 1 at L1, at most 4", func(g given, s *State) { s.Points = g.earned }}
	lingerOneMore = change{"linger + 1", func(_ given, s *State) { s.Linger = min(s.Linger, unbounded-1) + 1 }}
	redCountsDown = change{"red countdown - 1", func(_ given, s *State) { s.RedCountdown = max(0, s.RedCountdown-1) }}
	coolsDown     = change{"cool-off - 1", func(_ given, s *State) { s.CoolOff = max(0, s.CoolOff-1) }}
)

func step(n int) change {
	return change{fmt.Sprintf("step %d", n), func(_ given, s *State) { s.Step = n }}
}

func points(n int) change {
	return change{fmt.Sprintf("points %d", n), func(_ given, s *State) { s.Points = n }}
}

func linger(n int) change {
	return change{fmt.Sprintf("linger %d", n), func(_ given, s *State) { s.Linger = n }}
}

func calmDays(n int) change {
	return change{fmt.Sprintf("calm mornings %d", n), func(_ given, s *State) { s.CalmDays = n }}
}

func coolOff(n int) change {
	return change{fmt.Sprintf("cool-off %d", n), func(_ given, s *State) { s.CoolOff = n }}
}

func coolAtLeast(n int) change {
	return change{fmt.Sprintf("cool-off at least %d", n), func(_ given, s *State) { s.CoolOff = max(s.CoolOff, n) }}
}

func redCountdown(n int) change {
	return change{fmt.Sprintf("red countdown %d", n), func(_ given, s *State) { s.RedCountdown = n }}
}
