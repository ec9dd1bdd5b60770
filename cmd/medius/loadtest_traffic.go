package main

import (
	"context"
	"net/http"
	"sync"
	"time"

	"medius/bot/telegramtest"
)

// traffic is the members at work: it sends what they send, and hears of everything that the pretend Telegram answers.
type traffic struct {
	plan   *loadtestCmd
	now    func() time.Time
	server *telegramtest.Server
	people []*asker
	began  time.Time
	ended  time.Time
	// dropped is how many reminders the coach has given up because it was too late for them; nil: none.
	dropped func() int64

	mu        sync.Mutex // may be held while the server is called: the server calls us without its own
	byChat    map[int64]*asker
	byTap     map[string]*asker
	reminders map[int64]int // by chat, how many came
	arrived   []time.Time   // the first of each
	latest    time.Time     // when anything was last answered
	refused   int
	cut       bool // no reminder counts any more: the time is over
}

// asker is one member who writes. An answer is counted against what was asked, whenever it comes.
type asker struct {
	*telegramtest.User
	sent     int64 // the latest command: its answer is the message after it
	commands int
	answers  int
	taps     int
	acks     int
	waiting  []chan time.Time // for answers, in the order of asking
	took     []time.Duration
}

const (
	answerWithin = 30 * time.Second // an answer that takes longer is not waited for
	standstill   = 30 * time.Second // without any reminder: no more will come
	settling     = time.Second      // in which nothing more comes at the end, and what came twice has come
	buttonIsOver = "0:done"         // what the button carries that a choice leaves behind
)

func newTraffic(plan *loadtestCmd, now func() time.Time) *traffic {
	p := &traffic{plan: plan, now: now, byChat: map[int64]*asker{}, byTap: map[string]*asker{}, reminders: map[int64]int{}}
	limits := telegramtest.Published()
	// Answers count on top of what is allowed for reminders, as long as they are few; the limit of a chat holds for both.
	all := float64(plan.Bulk + plan.Taps)
	limits.Bulk = telegramtest.Bucket{Rate: all, Burst: int(all)}
	if plan.Taps == 0 {
		limits = telegramtest.Limits{}
	}
	p.server = telegramtest.New(telegramtest.Options{
		Quiet: true, Fast: true, Limits: limits, Delay: plan.Delay, Answered: p.answered,
	})
	return p
}

// open makes the chats. The coach may write to whoever is reminded: they have started it once.
func (p *traffic) open(first int64) {
	for i := range int64(p.plan.Chats) {
		a := &asker{User: p.server.User(first+i, "member", "en")}
		p.people = append(p.people, a)
		p.byChat[a.ID()] = a
	}
	for i := range int64(p.plan.Reminders) {
		p.reminders[p.server.User(first+int64(p.plan.Chats)+i, "member", "en").ID()] = 0
	}
}

// answered is told by the server of every call of the bot.
func (p *traffic) answered(a telegramtest.Answer) {
	at := p.now()
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case a.Status == http.StatusTooManyRequests:
		p.refused++
	case a.Status != http.StatusOK:
	case a.Callback != "" && p.byTap[a.Callback] != nil:
		p.latest = at
		p.byTap[a.Callback].acks++
		p.byTap[a.Callback].hears(at)
	case a.Method == "sendMessage":
		p.came(a.Chat, at)
	}
}

// came counts a message: an answer, or a reminder.
func (p *traffic) came(chat int64, at time.Time) {
	who := p.byChat[chat]
	if who == nil && p.cut {
		return
	}
	p.latest = at
	if who != nil {
		who.answers++
		who.hears(at)
	} else if n, known := p.reminders[chat]; known {
		if p.reminders[chat]++; n == 0 {
			p.arrived = append(p.arrived, at)
		}
	}
}

// hears ends the longest wait for an answer, if there is one.
func (a *asker) hears(at time.Time) {
	if len(a.waiting) > 0 {
		a.waiting[0] <- at
		a.waiting = a.waiting[1:]
	}
}

// ask sends a command, or taps a button below the answer to it, and waits for the answer; since is when it was meant to be
// sent.
func (p *traffic) ask(ctx context.Context, a *asker, tap bool, since time.Time) {
	heard := make(chan time.Time, 1)
	p.mu.Lock()
	a.waiting = append(a.waiting, heard)
	if tap {
		a.taps++
		p.byTap[a.Tap(a.sent+1, buttonIsOver)] = a
	} else {
		a.commands++
		a.sent = a.Send("/about")
	}
	p.mu.Unlock()
	patience := time.NewTimer(answerWithin)
	defer patience.Stop()
	select {
	case at := <-heard:
		p.mu.Lock()
		a.took = append(a.took, at.Sub(since))
		p.mu.Unlock()
	case <-patience.C:
	case <-ctx.Done():
	}
}

// run lets everybody write until the time is over and the reminders have come.
func (p *traffic) run(ctx context.Context, due time.Time) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	p.began = p.now()
	over := make(chan struct{})
	go func() {
		defer close(over)
		p.await(ctx, due)
	}()
	if p.plan.Taps > 0 {
		p.pace(ctx, over)
	} else {
		p.rush(ctx, over)
	}
	p.mu.Lock()
	p.ended, p.cut = p.now(), p.plan.Within > 0
	p.mu.Unlock()
	p.settle(ctx)
}

// await returns when they have written long enough and no reminder is to come any more.
func (p *traffic) await(ctx context.Context, due time.Time) {
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for ctx.Err() == nil {
		<-look.C
		now, latest := p.now(), due
		p.mu.Lock()
		left := p.plan.Reminders - len(p.arrived)
		if n := len(p.arrived); n > 0 {
			latest = p.arrived[n-1]
		}
		p.mu.Unlock()
		if gone := p.gone(); gone < left {
			left -= gone
		} else {
			left = 0
		}
		past := now.Sub(p.began)
		if past >= p.plan.For && (left == 0 || now.Sub(latest) > standstill) || p.plan.Within > 0 && past >= p.plan.Within {
			return
		}
	}
}

// gone is how many reminders will not come any more.
func (p *traffic) gone() int {
	if p.dropped == nil {
		return 0
	}
	return int(p.dropped())
}

// pace sends so many a second, from whoever is not waiting for an answer. One that must wait for its turn is late from the
// moment on at which it should have been sent.
func (p *traffic) pace(ctx context.Context, over <-chan struct{}) {
	free := make(chan *asker, len(p.people))
	for _, a := range p.people {
		free <- a
	}
	var asking sync.WaitGroup
	defer asking.Wait()
	for n := 0; ; n++ {
		since := p.began.Add(time.Duration(n) * time.Second / time.Duration(p.plan.Taps))
		next := time.NewTimer(since.Sub(p.now()))
		select {
		case <-over:
			next.Stop()
			return
		case <-next.C:
		}
		a := <-free
		asking.Go(func() {
			p.ask(ctx, a, a.commands > a.taps, since)
			free <- a
		})
	}
}

// rush lets everybody send the next command as soon as one was answered.
func (p *traffic) rush(ctx context.Context, over <-chan struct{}) {
	var asking sync.WaitGroup
	for n := range len(p.people) * p.plan.Ahead {
		a := p.people[n%len(p.people)]
		asking.Go(func() {
			for {
				select {
				case <-over:
					return
				default:
					p.ask(ctx, a, false, p.now())
				}
			}
		})
	}
	asking.Wait()
}

// settle waits until nothing more comes.
func (p *traffic) settle(ctx context.Context) {
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for ctx.Err() == nil {
		p.mu.Lock()
		quiet := p.now().Sub(p.latest)
		p.mu.Unlock()
		if quiet > settling && p.now().Sub(p.ended) > settling {
			return
		}
		<-look.C
	}
}
