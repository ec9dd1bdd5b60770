package bot_test

import (
	"context"
	"log/slog"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"medius/bot"
	"medius/coach"
	"medius/storage"
)

// haste is a messenger in whose chats the member writes again as soon as the first message is there.
type haste struct {
	mu    sync.Mutex
	keys  map[int64][]string
	again func(chat int64)
}

func (h *haste) Send(_ context.Context, l coach.Letter, _ bot.Outgoing) (coach.Delivered, error) {
	h.mu.Lock()
	first := len(h.keys[l.Chat]) == 0
	h.keys[l.Chat] = append(h.keys[l.Chat], l.Key)
	h.mu.Unlock()
	time.Sleep(time.Millisecond)
	if first {
		go h.again(l.Chat)
	}
	return coach.Delivered{Message: l.ID}, nil
}

// A message, a change to it, and what answers what the member writes while it is noted that the message has arrived: they leave in the order in
// which they were written, whichever way they come to the sender, and each once.
func TestLettersLeaveInTheirOrder(t *testing.T) {
	db, err := storage.Open(t.Context(), storage.Options{DSN: filepath.Join(t.TempDir(), "medius.db"), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	body, err := bot.Outgoing{Kind: bot.OutSend, Text: "x"}.Encode()
	if err != nil {
		t.Fatal(err)
	}
	name := func(chat int64, key string) string {
		if key == "" {
			return ""
		}
		return strconv.FormatInt(chat, 10) + key
	}
	turn := func(chat int64, keysAndTargets ...[2]string) {
		var letters []coach.Letter
		for _, k := range keysAndTargets {
			letters = append(letters, coach.Letter{Key: name(chat, k[0]), Target: name(chat, k[1]), Body: body, Repeat: true, Lane: coach.LaneReply})
		}
		err := db.Turn(context.Background(), chat, coach.Source{}, func(coach.Member) (coach.Entry, error) {
			return coach.Entry{Letters: letters}, nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	const chats = 300
	var answered sync.WaitGroup
	answered.Add(chats)
	wire := &haste{keys: map[int64][]string{}}
	wire.again = func(chat int64) {
		defer answered.Done()
		turn(chat, [2]string{"c"}, [2]string{"d"})
	}
	s := &bot.Sender{Store: db, Transport: wire, Log: slog.New(slog.DiscardHandler), Now: time.Now, Gone: func(context.Context, int64) {}}
	db.HandTo(s)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	for !s.Open() {
		time.Sleep(time.Millisecond)
	}
	for chat := int64(1); chat <= chats; chat++ {
		turn(chat, [2]string{"a"}, [2]string{"b", "a"})
	}
	answered.Wait()
	for idle := false; !idle; time.Sleep(time.Millisecond) {
		if idle, err = db.Idle(t.Context(), time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
	for chat := int64(1); chat <= chats; chat++ {
		want := []string{name(chat, "a"), name(chat, "b"), name(chat, "c"), name(chat, "d")}
		if got := wire.keys[chat]; !slices.Equal(got, want) {
			t.Errorf("left %v, want %v", got, want)
		}
	}
}
