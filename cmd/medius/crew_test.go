package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"medius/bot/telegramtest"
	"medius/coach"
	"medius/storage"
	"medius/storage/postgrestest"
)

// How often instances are killed or stand still, and what repeats the choices of an earlier run.
const (
	crewVariable     = "MEDIUS_CREW_KILLS"
	crewSeedVariable = "MEDIUS_CREW_SEED"
	usualCrewKills   = 5
)

// fleet is several instances on one database, and who writes to them.
type fleet struct {
	t         *testing.T
	server    *telegramtest.Server
	dsn       string
	env       []string
	look      *storage.DB
	instances []*process
	stood     []*process // that have stood still: they may say that something went wrong
	hands     []*hand
	kills     int
	takeover  time.Duration // the longest it took until another one polled
}

// hand is a member who writes the same words in the same order for ever, and waits for no answer.
type hand struct {
	*telegramtest.User
	wrote int
}

// round are commands with an answer of one message each, in which no two that follow each other are alike.
var round = []string{"/about", "/privacy", "/help"}

func newFleet(t *testing.T, size int, server *telegramtest.Server, more ...string) *fleet {
	t.Helper()
	f := &fleet{t: t, server: server, dsn: postgrestest.Database(t)}
	f.begin(size, more...)
	return f
}

// begin starts the instances.
func (f *fleet) begin(size int, more ...string) {
	t := f.t
	t.Helper()
	f.env = append(coached(t, f.server), "MEDIUS_STORAGE_DSN="+f.dsn, "MEDIUS_BACKUP_SCHEDULE=off", "MEDIUS_OWNER_IDS=4711")
	f.env = append(f.env, more...)
	for range size {
		f.instances = append(f.instances, start(t, f.env, "run"))
	}
	for _, p := range f.instances {
		p.hears("medius is running")
	}
	look, err := storage.OpenReader(t.Context(), storage.Options{DSN: f.dsn, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = look.Close() })
	f.look = look
	f.until(10*time.Second, "all instances are seen", func() bool {
		all := f.crew()
		return len(all) == size && slices.ContainsFunc(all, func(i storage.Instance) bool { return i.Leads })
	})
}

func (f *fleet) crew() []storage.Instance {
	f.t.Helper()
	all, err := f.look.Instances(f.t.Context())
	if err != nil {
		f.t.Fatal(err)
	}
	return all
}

// leader is the place of the instance that polls, -1 for none.
func (f *fleet) leader() int {
	for _, one := range f.crew() {
		_, pid, _ := strings.Cut(one.Name, ":")
		if one.Leads {
			return slices.IndexFunc(f.instances, func(p *process) bool { return strconv.Itoa(p.cmd.Process.Pid) == pid })
		}
	}
	return -1
}

// until waits for something.
func (f *fleet) until(within time.Duration, what string, ok func() bool) time.Duration {
	f.t.Helper()
	began := time.Now()
	for !ok() {
		if time.Since(began) > within {
			for _, p := range f.instances {
				f.t.Log(p.said)
			}
			f.t.Fatalf("not within %s: %s", within, what)
		}
		time.Sleep(20 * time.Millisecond)
	}
	return time.Since(began)
}

// write lets everybody write once.
func (f *fleet) write() {
	for _, h := range f.hands {
		h.Send(round[h.wrote%len(round)])
		h.wrote++
	}
}

// heard are the answers in a chat, and how many came twice in a row.
func (h *hand) heard() (answers []string, twice int) {
	for _, m := range h.Messages() {
		switch {
		case !m.FromBot:
		case len(answers) > 0 && answers[len(answers)-1] == m.Text:
			twice++
		default:
			answers = append(answers, m.Text)
		}
	}
	return answers, twice
}

// all wants everything that was written to be answered once and in order, in each chat with at most one message a second time for
// each kill. It gives how many there were.
func (f *fleet) all(within time.Duration) (twice int) {
	f.t.Helper()
	f.until(within, "everything is answered", func() bool {
		return !slices.ContainsFunc(f.hands, func(h *hand) bool { answers, _ := h.heard(); return len(answers) < h.wrote })
	})
	for _, h := range f.hands {
		answers, more := h.heard()
		if twice += more; more > f.kills {
			f.t.Errorf("chat %d: %d messages came twice, with %d kills", h.ID(), more, f.kills)
		}
		if len(answers) > h.wrote {
			f.t.Errorf("chat %d: %d answers to %d", h.ID(), len(answers), h.wrote)
		}
		for i, text := range answers {
			if text != answers[i%len(round)] {
				f.t.Fatalf("chat %d: answer %d is out of order: %q", h.ID(), i+1, text)
			}
		}
	}
	return twice
}

// meet makes members who write.
func (f *fleet) meet(n int) {
	for i := range n {
		f.hands = append(f.hands, &hand{User: f.server.User(int64(1000+i), "member", "en")})
	}
}

// replace starts another instance in the place of one that is gone.
func (f *fleet) replace(i int) {
	f.t.Helper()
	f.instances[i] = start(f.t, f.env, "run")
}

// Whatever happens to one of several instances, the others go on: what was written is answered once and in order, another one polls
// within ten seconds, and in each chat at most one message comes twice for each death: the one of which Telegram's yes was not noted.
func TestAnyInstanceMayDie(t *testing.T) {
	kills, seed := usualCrewKills, rand.Uint64()
	for name, to := range map[string]func(uint64){
		crewVariable: func(n uint64) { kills = int(n) }, crewSeedVariable: func(n uint64) { seed = n },
	} {
		if said := os.Getenv(name); said != "" {
			n, err := strconv.ParseUint(said, 10, 64)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			to(n)
		}
	}
	t.Logf("%s=%d", crewSeedVariable, seed)
	random := rand.New(rand.NewPCG(seed, 2))
	f := newFleet(t, 3, pretend(t))
	f.meet(8)
	f.write()
	f.write()
	f.write()
	f.all(20 * time.Second)
	var longest time.Duration
	counts := map[string]int{}
	for n := range kills {
		what, took := f.trouble(random, n)
		counts[what]++
		t.Logf("%s: all was answered after %s", what, took.Round(100*time.Millisecond))
		longest = max(longest, took)
	}
	twice := f.all(60 * time.Second)
	f.atRest()
	written := 0
	for _, h := range f.hands {
		written += h.wrote
	}
	t.Logf("%v; %d updates, each answered, in order; %d messages twice; another one polled after %s at most, and all was answered after %s",
		counts, written, twice, f.takeover.Round(100*time.Millisecond), longest.Round(100*time.Millisecond))
}

// trouble befalls one instance while everybody writes. It gives what it was, and how long it took until everything that had been
// written by then was answered.
func (f *fleet) trouble(random *rand.Rand, n int) (what string, took time.Duration) {
	f.t.Helper()
	victim := f.leader()
	if victim < 0 {
		f.t.Fatal("nobody polls")
	}
	who := "that polls"
	if n%2 == 1 {
		victim, who = (victim+1+random.IntN(len(f.instances)-1))%len(f.instances), "that does not poll"
	}
	p := f.instances[victim]
	still := n%5 == 4 || n%10 == 7
	for range 20 {
		f.write()
		time.Sleep(time.Duration(random.IntN(20)) * time.Millisecond)
	}
	f.kills++
	if still {
		f.stood = append(f.stood, p)
		p.signal(syscall.SIGSTOP)
	} else {
		p.signal(syscall.SIGKILL)
	}
	f.write()
	began := time.Now()
	if n%2 == 0 {
		f.takeover = max(f.takeover, f.until(10*time.Second, "another one polls", func() bool { at := f.leader(); return at >= 0 && at != victim }))
	}
	f.all(time.Minute) // a busy machine needs its time for what has gathered
	took = time.Since(began)
	if still {
		p.signal(syscall.SIGCONT)
		f.until(10*time.Second, "it is back", func() bool { return len(f.crew()) == len(f.instances) })
		return "one " + who + " stood still", took
	}
	<-p.ended
	f.replace(victim)
	f.instances[victim].hears("medius is running")
	f.until(10*time.Second, "the new one is seen", func() bool { return len(f.crew()) == len(f.instances) })
	return "one " + who + " was killed", took
}

// atRest wants nothing to be left to do, and nothing to have been given up.
func (f *fleet) atRest() {
	f.t.Helper()
	f.until(10*time.Second, "nothing is left to do", func() bool {
		backlog, err := f.look.Backlog(f.t.Context(), time.Now())
		if err != nil {
			f.t.Fatal(err)
		}
		left := backlog.Inbox.Waiting
		for _, lane := range coach.Lanes() {
			left += backlog.Outbox[lane].Waiting
		}
		return left == 0
	})
	if dead, err := f.look.Dead(f.t.Context()); err != nil || dead > 0 {
		f.t.Errorf("%d updates were given up, %v", dead, err)
	}
	for i, p := range f.instances {
		if !slices.Contains(f.stood, p) && strings.Contains(p.said.String(), "level=ERROR") {
			f.t.Errorf("instance %d:\n%s", i, errorsIn(p.said.String()))
		}
	}
}

func errorsIn(log string) string {
	var lines []string
	for line := range strings.Lines(log) {
		if strings.Contains(line, "level=ERROR") {
			lines = append(lines, line)
		}
	}
	return fmt.Sprint(len(lines), " errors, the first: ", lines[0])
}

// Two instances keep Telegram's limits together: with reminders for 25 a second and members who write faster than a chat may be
// written to, nothing is refused, and the reminders leave as fast as one instance may send them.
func TestInstancesShareTheLimits(t *testing.T) {
	const reminders = 120
	var sent, first, last atomic.Int64
	refused := make(chan string, 100)
	server := telegramtest.Start(t, telegramtest.Options{Token: testToken, Limits: telegramtest.Published(), Answered: func(a telegramtest.Answer) {
		if a.Status == http.StatusTooManyRequests {
			refused <- fmt.Sprintf("%s in chat %d", a.Method, a.Chat)
		}
		if a.Method == "sendMessage" && a.Chat >= firstReminded {
			sent.Add(1)
			first.CompareAndSwap(0, time.Now().UnixMilli())
			last.Store(time.Now().UnixMilli())
		}
	}})
	f := &fleet{t: t, server: server, dsn: postgrestest.Database(t)}
	w := world{Now: time.Now, Err: t.Output(), Env: func(string) (string, bool) { return "", false }}
	model, err := crowd{world: w, folder: t.TempDir(), first: 1}.model(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	db := openData(t, f.dsn)
	due := time.Now().Add(8 * time.Second)
	if err := db.Crowd(t.Context(), firstReminded, reminders, promised(model, due)); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	var people []*telegramtest.User
	for i := range int64(reminders) {
		people = append(people, server.User(firstReminded+i, "member", "en"))
	}
	f.begin(2, "MEDIUS_LIMITS_PER_CHAT_PER_SECOND=1")
	f.meet(4)
	for range 2 * len(round) {
		f.write()
	}
	f.until(40*time.Second, "everybody is reminded", func() bool { return sent.Load() >= reminders })
	f.all(10 * time.Second)
	for _, u := range people {
		if n := len(u.Messages()); n != 1 {
			t.Errorf("chat %d: %d reminders", u.ID(), n)
		}
	}
	rate := float64(reminders-1) / (float64(last.Load()-first.Load()) / 1000)
	if len(refused) > 0 {
		t.Errorf("%d calls were refused, the first: %s", len(refused), <-refused)
	}
	if rate > 26 || rate < 10 {
		t.Errorf("%.1f reminders a second", rate)
	}
	t.Logf("%.1f reminders a second by two instances, of 25 allowed", rate)
}

// firstReminded is the first chat of those who are reminded.
const firstReminded = 50_000

// Beside instances of one bot nobody works for another one. When they are gone several of that one may begin at once.
func TestADatabaseChangesItsBot(t *testing.T) {
	f := newFleet(t, 1, pretend(t))
	other := telegramtest.Start(t, telegramtest.Options{Token: "77:TEST-token-of-another-bot-altogether"})
	env := append(coached(t, other), "MEDIUS_TELEGRAM_TOKEN="+other.Token(), "MEDIUS_STORAGE_DSN="+f.dsn, "MEDIUS_BACKUP_SCHEDULE=off", "MEDIUS_OWNER_IDS=4711")
	time.Sleep(beginTogether - time.Since(f.crew()[0].Began))
	stranger := start(t, env, "run")
	stranger.hears("another medius is at work on this database for another bot: its number is 4242")
	if status := stranger.exits(10 * time.Second); status != statusRefused {
		t.Errorf("it ended with %d", status)
	}
	f.instances[0].signal(syscall.SIGTERM)
	f.instances[0].exits(10 * time.Second)
	var all []*process
	for range 3 {
		all = append(all, start(t, env, "run"))
	}
	for _, p := range all {
		p.hears("medius is running")
	}
	for _, p := range all {
		p.signal(syscall.SIGTERM)
		p.exits(10 * time.Second)
	}
}
