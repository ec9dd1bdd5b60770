package bot

import (
	"context"
	"log/slog"
	"time"

	"medius/coach"
)

// Outbox is where letters wait. Claim gives letters whose moment has come, most urgent first, at most one per chat and
// in the order they were written; letters of busy chats are left out, except acks. A claimed letter is nobody else's
// until Sent, Later or Failed says what became of it. Recover takes back what a crash left claimed.
type Outbox interface {
	Claim(ctx context.Context, now time.Time, busy []int64, limit int) ([]coach.Letter, error)
	Sent(ctx context.Context, id, message int64) error
	Later(ctx context.Context, id int64, at time.Time) error
	Failed(ctx context.Context, id int64, why string) error
	Recover(ctx context.Context) (int, error)
	NextLetter(ctx context.Context) (time.Time, bool, error)
}

// Transport delivers one letter and gives the number of the message it became. Its errors are *Refusal.
type Transport interface {
	Send(ctx context.Context, l coach.Letter) (message int64, err error)
}

// Sender drains the outbox.
type Sender struct {
	Store     Outbox
	Transport Transport
	Gone      func(ctx context.Context, chat int64) // a member cannot be reached any more
	Log       *slog.Logger
	Now       func() time.Time // the clock letters are dated by
	Limits    Limits
	Workers   int // letters on the wire at the same time; 8 when zero

	bell bell
}

// Wake says that there may be new letters. It never blocks.
func (s *Sender) Wake() { s.bell.ring() }
