package storage

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"medius/coach"
)

// dueLease is how long a claimed appointment is left to who claimed it; then it is due again.
const dueLease = 30 * time.Second

const dueSQL = `
	SELECT a.member_id, a.kind, a.at, a.until, a.slot, a.lot, m.chat_id
	FROM appointments a JOIN members m ON m.id = a.member_id
	WHERE a.lot = 0 AND a.ready_at <= ? /*ours*/
	ORDER BY a.ready_at
	LIMIT ? + 0`

const dueSpreadSQL = `
	SELECT a.member_id, a.kind, a.at, a.until, a.slot, a.lot, m.chat_id
	FROM appointments a JOIN members m ON m.id = a.member_id
	WHERE a.lot > 0 AND a.ready_at <= ? /*ours*/
	ORDER BY a.ready_at, a.lot
	LIMIT ? + 0`

const dueLeaseSQL = `
	UPDATE appointments SET ready_at = ?
	WHERE member_id = ? AND kind = ?`

const (
	dueAnySQL       = `SELECT EXISTS (SELECT 1 FROM appointments WHERE lot = 0 AND ready_at <= ?)`
	dueSpreadAnySQL = `SELECT EXISTS (SELECT 1 FROM appointments WHERE lot > 0 AND ready_at <= ?)`
)

// DueNow claims appointments whose moment has come and is to be kept, oldest first; each is given out again when it was not
// used within 30 s. Nothing due costs a look at an index and no lock.
func (db *DB) DueNow(ctx context.Context, now time.Time, limit int) ([]coach.Due, error) {
	return db.due(ctx, dueAnySQL, dueSQL, now, limit)
}

// DueSpread claims in the same way appointments that may come one after the other; those of the same moment go by lot.
func (db *DB) DueSpread(ctx context.Context, now time.Time, limit int) ([]coach.Due, error) {
	return db.due(manner{unhurried: true}.in(ctx), dueSpreadAnySQL, dueSpreadSQL, now, limit)
}

func (db *DB) due(ctx context.Context, anySQL, claimSQL string, now time.Time, limit int) ([]coach.Due, error) {
	if any, err := db.exists(ctx, anySQL, milli(now)); err != nil || !any {
		return nil, err
	}
	var rows []appointmentRow
	err := db.write(ctx, func(tx *gorm.DB) error {
		if err := tx.Raw(db.ours(claimSQL, "m.chat_id")+db.engine.claiming("a"), milli(now), limit).Find(&rows).Error; err != nil {
			return err
		}
		end := milli(now.Add(dueLease))
		for _, row := range rows {
			if _, err := order(tx, dueLeaseSQL, end, row.MemberID, row.Kind); err != nil {
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

const (
	nextExactSQL  = `SELECT ready_at FROM appointments WHERE lot = 0 ORDER BY ready_at LIMIT 1`
	nextSpreadSQL = `SELECT ready_at FROM appointments WHERE lot > 0 ORDER BY ready_at LIMIT 1`
)

// NextDue gives the instant from which DueNow or DueSpread will have something; ok is false when nothing is promised at all.
func (db *DB) NextDue(ctx context.Context) (at time.Time, ok bool, err error) {
	exact, isExact, err := db.earliest(ctx, nextExactSQL)
	if err != nil {
		return exact, false, err
	}
	at, ok, err = db.earliest(ctx, nextSpreadSQL)
	if err == nil && isExact && (!ok || exact.Before(at)) {
		return exact, true, nil
	}
	return at, ok, err
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
	const query = `SELECT kind, at, until, slot, lot FROM appointments WHERE member_id = ? ORDER BY at, kind`
	err := tx.Raw(query, member).Find(&rows).Error
	list := make([]coach.Appointment, len(rows))
	for i, row := range rows {
		list[i] = row.appointment()
	}
	return list, err
}

func keepAppointments(tx *gorm.DB, member int64, keep []coach.Appointment) error {
	// What is as it was is not written: most turns keep most appointments.
	const otherwise = `
		ON CONFLICT (member_id, kind) DO UPDATE
		SET at = excluded.at, until = excluded.until, slot = excluded.slot, ready_at = excluded.ready_at, lot = excluded.lot
		WHERE appointments.at <> excluded.at OR appointments.until <> excluded.until OR appointments.slot <> excluded.slot
			OR appointments.ready_at <> excluded.ready_at OR appointments.lot <> excluded.lot`
	var values []any
	for i, a := range keep {
		if a.At.IsZero() {
			return fmt.Errorf("appointment %s: no instant", a.Kind)
		}
		if slices.ContainsFunc(keep[i+1:], func(later coach.Appointment) bool { return later.Kind == a.Kind }) {
			continue
		}
		at, lot := milli(a.At), int64(0)
		if a.Spread {
			lot = coach.Lot(member, a.At)
		}
		values = append(values, member, string(a.Kind), at, milli(a.Until), a.Slot, at, lot)
	}
	return insertRows(tx, "appointments (member_id, kind, at, until, slot, ready_at, lot)", 7, otherwise, values)
}

// insertRows writes any number of rows with one statement.
func insertRows(tx *gorm.DB, into string, columns int, otherwise string, values []any) error {
	if len(values) == 0 {
		return nil
	}
	_, err := order(tx, insertion(into, columns, len(values)/columns, otherwise), values...)
	return err
}

// insertion is the statement that writes a number of rows.
func insertion(into string, columns, rows int, otherwise string) string {
	row := ", (?" + strings.Repeat(", ?", columns-1) + ")"
	return "INSERT INTO " + into + " VALUES " + strings.Repeat(row, rows)[2:] + otherwise
}

func dropAppointments(tx *gorm.DB, member int64, drop []coach.AppointmentKind) error {
	for _, kind := range drop {
		const query = `DELETE FROM appointments WHERE member_id = ? AND kind = ?`
		if _, err := order(tx, query, member, string(kind)); err != nil {
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
