package dialog

import (
	"maps"
	"slices"

	"medius/coach"
)

// SceneNames lists the scenes the script promises, sorted.
func SceneNames() []string { return slices.Sorted(maps.Keys(scenes)) }

// DueKinds lists every kind of appointment.
func DueKinds() []coach.AppointmentKind {
	return []coach.AppointmentKind{
		DueMorning, DueEvening, DueNudge, DueSnooze, DueRest, DueHold, DueLeft, DueResume, DueLock, DueWeekly, DueUnfinished, DueOuting, DueCalm, DueStand,
		DueRetention, DuePrescribed, DueDigest,
	}
}
