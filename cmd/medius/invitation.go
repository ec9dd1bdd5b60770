package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
)

// invitationSecret is the name under which the database keeps what makes invitation codes unguessable.
const invitationSecret = "invitations/secret"

// secret gives the instance's own secret, made at the first start. It stays with the database: a copy of the database opens
// the same invitations, another instance none of them.
func (h *house) secret(ctx context.Context) ([]byte, error) {
	kept, ok, err := h.db.Value(ctx, invitationSecret)
	if err != nil {
		return nil, fmt.Errorf("secret of invitations: %w", err)
	}
	if ok {
		return hex.DecodeString(kept)
	}
	fresh := make([]byte, 32)
	if _, err := rand.Read(fresh); err != nil {
		return nil, err
	}
	// Another instance may begin at the same time: the first secret stays.
	if kept, err = h.db.SetFirst(ctx, invitationSecret, hex.EncodeToString(fresh)); err != nil {
		return nil, err
	}
	return hex.DecodeString(kept)
}
