package storage

import (
	"context"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"medius/coach"
)

// dueLease is how long a claimed appointment is left to who claimed it; then it is due again.
const dueLease = 30 * time.Second

const dueSQL = `
	SELECT a.member_id, a.kind, a.at, a.until, a.slot, m.chat_id
	FROM appointments a JOIN members m ON m.id = a.member_id
	WHERE a.ready_at <= ?
	ORDER BY a.ready_at
	LIMIT ?`

const dueLeaseSQL = `
	UPDATE appointments SET ready_at = ?
	WHERE member_id = ? AND kind = ?`

const dueAnySQL = `SELECT EXISTS (SELECT 1 FROM appointments WHERE ready_at <= ?)`

// DueNow claims appointments whose moment has come, oldest first; each is given out again when it was not used within
// 30 s. Nothing due costs a look at an index and no lock.
func (db *DB) DueNow(ctx context.Context, now time.Time, limit int) ([]coach.Due, error) {
	if any, err := db.exists(ctx, dueAnySQL, milli(now)); err != nil || !any {
		return nil, err
	}
	var rows []appointmentRow
	err := db.write(ctx, func(tx *gorm.DB) error {
		if err := tx.Raw(dueSQL, milli(now), limit).Find(&rows).Error; err != nil {
			return err
		}
		end := milli(now.Add(dueLease))
		for _, row := range rows {
			if err := tx.Exec(dueLeaseSQL, end, row.MemberID, row.Kind).Error; err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("due appointments: %w", err)
	}
	// A lease that ran out sorts by its end in the index; what was promised first still goes first.
	slices.SortStableFunc(rows, func(a, b appointmentRow) int { return int(min(max(a.At-b.At, -1), 1)) })
	due := make([]coach.Due, len(rows))
	for i, row := range rows {
		due[i] = coach.Due{Member: row.MemberID, Chat: row.ChatID, Appointment: row.appointment()}
	}
	return due, nil
}

// NextDue gives the instant from which DueNow will have something; ok is false when nothing is promised at all.
func (db *DB) NextDue(ctx context.Context) (at time.Time, ok bool, err error) {
	return db.earliest(ctx, `SELECT ready_at FROM appointments ORDER BY ready_at LIMIT 1`)
}

// Appointments gives a member's appointments, soonest first.
func (db *DB) Appointments(ctx context.Context, member int64) ([]coach.Appointment, error) {
	var list []coach.Appointment
	err := db.read(ctx, func(tx *gorm.DB) (err error) {
		list, err = appointmentsOf(tx, member)
		return err
	})
	return list, err
}

func appointmentsOf(tx *gorm.DB, member int64) ([]coach.Appointment, error) {
	var rows []appointmentRow
	const query = `SELECT kind, at, until, slot FROM appointments WHERE member_id = ? ORDER BY at, kind`
	err := tx.Raw(query, member).Find(&rows).Error
	list := make([]coach.Appointment, len(rows))
	for i, row := range rows {
		list[i] = row.appointment()
	}
	return list, err
}

func keepAppointments(tx *gorm.DB, member int64, keep []coach.Appointment) error {
	const query = `
		INSERT INTO appointments (member_id, kind, at, until, slot, ready_at) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (member_id, kind) DO UPDATE
		SET at = excluded.at, until = excluded.until, slot = excluded.slot, ready_at = excluded.ready_at`
	for _, a := range keep {
		if a.At.IsZero() {
			return fmt.Errorf("appointment %s: no instant", a.Kind)
		}
		at := milli(a.At)
		if err := tx.Exec(query, member, string(a.Kind), at, milli(a.Until), a.Slot, at).Error; err != nil {
			return err
		}
	}
	return nil
}

func dropAppointments(tx *gorm.DB, member int64, drop []coach.AppointmentKind) error {
	for _, kind := range drop {
		const query = `DELETE FROM appointments WHERE member_id = ? AND kind = ?`
		if err := tx.Exec(query, member, string(kind)).Error; err != nil {
			return err
		}
	}
	return nil
}

// exists answers a SELECT EXISTS.
func (db *DB) exists(ctx context.Context, query string, args ...any) (bool, error) {
	var yes bool
	err := db.read(ctx, func(tx *gorm.DB) error { return tx.Raw(query, args...).Find(&yes).Error })
	return yes, err
}

// earliest answers a query for at most one instant.
func (db *DB) earliest(ctx context.Context, query string) (time.Time, bool, error) {
	var found []int64
	err := db.read(ctx, func(tx *gorm.DB) error { return tx.Raw(query).Find(&found).Error })
	if err != nil || len(found) == 0 {
		return time.Time{}, false, err
	}
	return instant(found[0]), true, nil
}
