package storage

import (
	"gorm.io/gorm"

	"medius/coach"
)

// invitation finds an invitation that can still be opened, by the hash of its code; nil when there is none.
func (db *DB) invitation(tx *gorm.DB, code string) (*coach.Invitation, error) {
	if code == "" {
		return nil, nil
	}
	var rows []struct {
		MemberID int64
		Seat     int
	}
	const query = `SELECT member_id, seat FROM invitations WHERE code = ? AND until > ?`
	if err := tx.Raw(query, code, milli(db.now())).Find(&rows).Error; err != nil || len(rows) == 0 {
		return nil, err
	}
	return &coach.Invitation{Member: rows[0].MemberID, Seat: rows[0].Seat}, nil
}

// saveInvitations lets the open invitations of a member's document be found, and no others.
func saveInvitations(tx *gorm.DB, member int64, seats []coach.Seat) error {
	if err := tx.Exec(`DELETE FROM invitations WHERE member_id = ?`, member).Error; err != nil {
		return err
	}
	for _, s := range seats {
		if s.State != coach.SeatInvited {
			continue
		}
		const query = `INSERT INTO invitations (code, member_id, seat, until) VALUES (?, ?, ?, ?)`
		if err := tx.Exec(query, s.Code, member, s.Number, milli(s.Until)).Error; err != nil {
			return err
		}
	}
	return nil
}

// loadPatients reads the members who grant a physiotherapist's account a seat. Their own documents decide that, not the
// physiotherapist's list: who has taken the access back, or is gone, is not read any further.
func (db *DB) loadPatients(tx *gorm.DB, m *coach.Member) error {
	if m.Practice == nil {
		return nil
	}
	for i := range m.Practice.Patients {
		p := &m.Practice.Patients[i]
		patient, _, err := db.loadMemberByID(tx, p.Account)
		if err != nil {
			return err
		}
		if patient.ID != 0 && patient.SeatOf(m.ID) != nil {
			p.Member = &patient
		}
	}
	return nil
}
