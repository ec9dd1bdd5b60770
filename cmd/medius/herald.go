package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"medius/storage"
)

// How a command's notice reaches the coach: straight into the database while nobody has it, or else by the running medius,
// which looks for one every second.

// takenWithin is how long a running medius may take to find a notice.
const takenWithin = 10 * time.Second

// hand gives a notice to the coach and says what became of it.
func (w world) hand(ctx context.Context, all *cli, n storage.Notice) error {
	n.ID, n.Made = rand.Text(), w.Now()
	db, err := w.dataAlone(ctx, all)
	if errors.Is(err, storage.ErrLocked) {
		return w.handOver(ctx, all, n)
	}
	if err != nil {
		return err
	}
	fate, err := db.Heed(ctx, n)
	if err := errors.Join(err, db.Close()); err != nil {
		return explainStorage(err)
	}
	if fate == storage.FateBegun {
		w.say("medius is not running: it leaves when medius runs.")
		return nil
	}
	return w.sayFate(fate)
}

// handOver leaves a notice for the medius that is running and waits until it has taken it up.
func (w world) handOver(ctx context.Context, all *cli, n storage.Notice) error {
	db, err := w.data(ctx, all)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := db.Leave(ctx, n); err != nil {
		if errors.Is(err, storage.ErrNoticeWaits) {
			return fail("wait a moment; if it stays, see in the log whether medius is well", "%w", err)
		}
		return fail("run it as the user of medius", "notice for the running medius: %w", err)
	}
	ctx, done := context.WithTimeout(ctx, takenWithin)
	defer done()
	again := time.NewTicker(takenWithin / 50)
	defer again.Stop()
	for {
		switch fate, ok, err := db.Fate(ctx, n.ID); {
		case err != nil && ctx.Err() == nil:
			return explainStorage(err)
		case ok:
			return w.sayFate(fate)
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			return fail("see in the log whether medius is well", "the running medius has not taken it up yet; it waits for up to a day (%s)", db.Place())
		}
	}
}

// sayFate says what became of a notice.
func (w world) sayFate(fate storage.Fate) error {
	switch fate {
	case storage.FateBegun:
		w.say("It is on its way, slowly, after everything else. medius broadcast --status shows how far it is, --stop ends it.")
	case storage.FateStopped:
		w.say("Stopped. What has left already stays.")
	case storage.FateNothing:
		w.say("No announcement is on its way.")
	case storage.FateBusy:
		return busy()
	default:
		return fail("", "it was too late: nothing was sent")
	}
	return nil
}

// silence stops the announcement that is on its way.
func (w world) silence(ctx context.Context, all *cli) error {
	db, err := w.data(ctx, all)
	if err != nil {
		return err
	}
	news, ok, err := db.Broadcast(ctx)
	if err := errors.Join(err, db.Close()); err != nil {
		return explainStorage(err)
	}
	if !ok || news.Over {
		return w.sayFate(storage.FateNothing)
	}
	return w.hand(ctx, all, storage.Notice{Stop: true})
}

// tellBroadcast says how far the latest announcement has come.
func (w world) tellBroadcast(ctx context.Context, all *cli) error {
	s, err := w.settings(all.Config)
	if err != nil {
		return err
	}
	db, err := w.data(ctx, all)
	if err != nil {
		return err
	}
	defer db.Close()
	news, ok, err := db.Broadcast(ctx)
	if err != nil {
		return explainStorage(err)
	}
	counts := fmt.Sprintf("%d sent, %d not delivered", news.Sent, news.Failed)
	switch {
	case !ok:
		w.say("There was no announcement yet.")
	case news.Over:
		w.say("No announcement is on its way. The last one: %s.", counts)
	default:
		w.say("An announcement is on its way: %s, %d in the outbox.", counts, news.Waiting)
		if running, err := storage.InUse(ctx, s.database(w.Env)); err == nil && !running {
			w.say("medius is not running: it goes on when medius runs.")
		}
	}
	return nil
}

// attended tells whether somebody sits at the keyboard.
func (w world) attended() bool {
	file, ok := w.In.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	if nobody, odd := os.Stat(os.DevNull); err == nil && odd == nil && os.SameFile(info, nobody) {
		return false // a device, as a keyboard is
	}
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && info.Mode()&os.ModeDevice != 0
}

// asked asks, if there is somebody to answer.
func (w world) asked(question string, somebody bool) bool {
	if !somebody {
		return false
	}
	fmt.Fprint(w.Out, question)
	line, err := bufio.NewReader(w.In).ReadString('\n') // no answer is no
	if err != nil {
		fmt.Fprintln(w.Out) // nobody pressed Enter: what is said next begins a line
	}
	return strings.EqualFold(strings.TrimSpace(line), "yes")
}
