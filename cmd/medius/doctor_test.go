package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"medius/bot/telegramtest"
	"medius/coach"
)

// ward is a machine with a medius on it: the environment that is all its configuration, and the time.
type ward struct {
	t        *testing.T
	env      map[string]string
	now      func() time.Time
	database string
	config   string // its file, "" for none
	server   *telegramtest.Server
}

// admit makes a machine on which all is well: a member, a backup, a bot that answers.
func admit(t *testing.T) *ward {
	t.Helper()
	folder := t.TempDir()
	w := &ward{t: t, now: time.Now, database: filepath.Join(folder, "medius.db"), server: pretend(t)}
	w.env = map[string]string{
		"MEDIUS_TELEGRAM_TOKEN": testToken, "MEDIUS_TELEGRAM_ENDPOINT": w.server.URL(), "MEDIUS_STORAGE_DSN": w.database,
		"MEDIUS_OWNER_CONTACT": "owner@example.org", "MEDIUS_OWNER_IDS": "4711", "HOME": folder,
	}
	db := openData(t, w.database)
	lived(t, db, 4711)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if status, said := w.types("backup"); status != 0 {
		t.Fatal(said)
	}
	return w
}

func (w *ward) environ() (all []string) {
	for name, value := range w.env {
		all = append(all, name+"="+value)
	}
	return all
}

// types runs a verb there.
func (w *ward) types(args ...string) (status int, said string) {
	w.t.Helper()
	if w.config != "" {
		args = append(args, "--config", w.config)
	}
	var out bytes.Buffer
	there := world{
		In: strings.NewReader(""), Out: &out, Err: &out, Now: w.now,
		Env:     func(name string) (string, bool) { value, ok := w.env[name]; return value, ok },
		Environ: w.environ,
	}
	status = there.perform(w.t.Context(), args)
	if strings.Contains(out.String(), "TEST-token") {
		w.t.Errorf("the token was said:\n%s", &out)
	}
	return status, out.String()
}

// Where all is well, every line says so, with a coach that is running as without one.
func TestTheDoctorFindsNothing(t *testing.T) {
	w := admit(t)
	for _, running := range []bool{false, true} {
		if running {
			start(t, w.environ(), "run").hears("medius is running")
		}
		status, said := w.types("doctor")
		if status != 0 || strings.Contains(said, "warning") || strings.Contains(said, "wrong") || !strings.HasSuffix(said, "\nall is well\n") {
			t.Errorf("status %d:\n%s", status, said)
		}
		for _, about := range []string{
			"version", "configuration", "time zones", "running", "database", "members", "inbox", "outbox", "backups", "disk", "file modes",
			"token", "clock", "webhook",
		} {
			if !regexp.MustCompile(`(?m)^ok +` + about + ` +\S`).MatchString(said) {
				t.Errorf("nothing is said about %s:\n%s", about, said)
			}
		}
		if !regexp.MustCompile(map[bool]string{true: `running +yes`, false: `running +no`}[running]).MatchString(said) {
			t.Errorf("is it running?\n%s", said)
		}
	}
}

// ailments are what can be the matter, how it comes about, what is said and what is to be done.
var ailments = []struct {
	name   string
	cause  func(*ward)
	status int
	says   string
	remedy string
}{
	{"a misspelt key", func(w *ward) { w.config = w.file("bad.yaml", "zon: UTC\n") }, 2,
		`wrong +configuration +.*bad.yaml:1: unknown key "zon"`, "config.example.yaml explains"},
	{"a stranger in the environment", func(w *ward) { w.env["MEDIUS_TELEGRAM_TOKN"] = "x" }, 1,
		`warning +configuration +MEDIUS_TELEGRAM_TOKN is not used`, "correct the name"},
	{"nobody to turn to", func(w *ward) { delete(w.env, "MEDIUS_OWNER_CONTACT") }, 1,
		`warning +configuration +owner.contact is not set`, "set owner.contact"},
	{"nobody's bot", func(w *ward) { delete(w.env, "MEDIUS_OWNER_IDS") }, 1, `warning +owner +nobody has claimed this bot`, "open the link"},
	{"no token", func(w *ward) { delete(w.env, "MEDIUS_TELEGRAM_TOKEN") }, 2, `wrong +token +there is no bot token`, "ask @BotFather"},
	{"a token that is none", func(w *ward) { w.env["MEDIUS_TELEGRAM_TOKEN"] = "TEST-token" }, 2, `wrong +token +MEDIUS_TELEGRAM_TOKEN: telegram.token: the bot token has the wrong shape`, "@BotFather"},
	{"a token that was revoked", func(w *ward) { w.server.Revoke() }, 2, `wrong +token +Telegram does not accept the bot token`, "@BotFather"},
	{"no network", func(w *ward) { w.env["MEDIUS_TELEGRAM_ENDPOINT"] = "http://127.0.0.1:1" }, 2,
		`wrong +token +http://127.0.0.1:1 cannot be asked: getMe: .*refused`, "reaches the address"},
	{"a proxy's page", func(w *ward) { w.server.Fail(telegramtest.Fault{Method: "getMe", Kind: telegramtest.FaultHTML502}) }, 2,
		`wrong +token +.* cannot be asked: getMe: 502`, "reaches the address"},
	{"Telegram asks for patience", func(w *ward) {
		w.server.Fail(telegramtest.Fault{Method: "getMe", Kind: telegramtest.Fault429, RetryAfter: 3})
	}, 1, `warning +token +Telegram asks for patience`, "look again later"},
	{"a clock that is slow", func(w *ward) { w.now = func() time.Time { return time.Now().Add(-time.Minute) } }, 1,
		`warning +clock +it is off by (5\d seconds|1 minute):?`, "timedatectl"},
	{"a clock that is wrong", func(w *ward) { w.now = func() time.Time { return time.Now().Add(time.Hour) } }, 2,
		`wrong +clock +it is off by (59 minutes|1 hour)`, "timedatectl"},
	{"a clock in another zone", func(w *ward) { w.now = func() time.Time { return time.Now().Add(2 * time.Hour) } }, 2,
		`wrong +clock +it is off by 2 hours`, "timedatectl"},
	{"no database", func(w *ward) { w.env["MEDIUS_STORAGE_DSN"] = w.database + "x" }, 1, `warning +database +there is none at .*medius.dbx`, "storage.dsn"},
	{"a database that was begun anew", (*ward).anew, 1, `warning +backups +one is of another database than this: .*medius.db.v`, "was the database lost"},
	{"a log without its database", func(w *ward) { w.remove(w.database); w.file("medius.db-wal", "log") }, 2,
		`wrong +database +database .*: the log of a database lies there, and its file is missing: .*medius.db-wal`, "put that back beside it"},
	{"a folder for a database", func(w *ward) { w.env["MEDIUS_STORAGE_DSN"] = filepath.Dir(w.database) }, 2,
		`wrong +configuration +MEDIUS_STORAGE_DSN: storage.dsn: .* is a folder; name a file in it`, "config.example.yaml explains"},
	{"a file in the way", func(w *ward) { w.env["MEDIUS_STORAGE_DSN"] = filepath.Join(w.file("note", "x"), "deep", "medius.db") }, 2,
		`wrong +database +.*note is a file and no folder`, "name another folder"},
	{"a file in place of the folder for backups", func(w *ward) { w.env["MEDIUS_BACKUP_DIR"] = w.file("note", "x") }, 2,
		`wrong +backups +.*note is a file and no folder`, "name another folder"},
	{"a file in the way of backups", func(w *ward) { w.env["MEDIUS_BACKUP_DIR"] = filepath.Join(w.file("note", "x"), "backups") }, 2,
		`wrong +backups +.*note is a file and no folder`, "name another folder"},
	{"a folder for the token", func(w *ward) {
		delete(w.env, "MEDIUS_TELEGRAM_TOKEN")
		w.env["MEDIUS_TELEGRAM_TOKEN_FILE"] = filepath.Dir(w.backup())
		w.chmod(w.env["MEDIUS_TELEGRAM_TOKEN_FILE"], 0o755)
	}, 2, `ok +file modes`, ""},
	{"a token that all can read on its way", func(w *ward) { w.env["MEDIUS_TELEGRAM_ENDPOINT"] = "http://bot-api:8081" }, 1,
		`warning +configuration +MEDIUS_TELEGRAM_ENDPOINT: telegram.endpoint: the bot token crosses the network readable`, "use https"},
	{"a damaged database", func(w *ward) { w.file("medius.db", strings.Repeat("rubbish", 999)) }, 2,
		`wrong +database +.*the file is damaged or not a database`, "restore a backup"},
	{"a damaged database, and the way back", func(w *ward) { w.file("medius.db", strings.Repeat("rubbish", 999)) }, 2,
		`ok +backups +1, the newest \d+ seconds? old and sound: .*\.backup`, ""},
	{"a damaged backup, and an older one", func(w *ward) {
		w.now = func() time.Time { return time.Now().Add(time.Hour) }
		if status, said := w.types("backup"); status != 0 {
			w.t.Fatal(said)
		}
		all, err := filepath.Glob(filepath.Join(filepath.Dir(w.database), "backups", "*.backup"))
		w.must(err)
		w.flip(slices.Max(all))
	}, 2, `wrong +backups +.*\.backup: the file is damaged`, "the newest that is sound is "},
	{"open to others", func(w *ward) { w.chmod(w.database, 0o640) }, 2, `wrong +file modes +.*medius.db is open to others \(-rw-r-----\)`, "chmod go= "},
	{"a backup open to others", func(w *ward) { w.chmod(w.backup(), 0o604) }, 2, `wrong +file modes +.*\.backup is open to others`, "chmod go= "},
	{"a token file open to others", func(w *ward) {
		delete(w.env, "MEDIUS_TELEGRAM_TOKEN")
		w.env["MEDIUS_TELEGRAM_TOKEN_FILE"] = w.file("token", testToken)
		w.chmod(w.env["MEDIUS_TELEGRAM_TOKEN_FILE"], 0o644)
	}, 2, `wrong +file modes +.*token is open to others`, "chmod g-w,o= "},
	{"a configuration with the token open to others", func(w *ward) {
		delete(w.env, "MEDIUS_TELEGRAM_TOKEN")
		w.config = w.file("config.yaml", "telegram:\n  token: \""+testToken+"\"\n")
		w.chmod(w.config, 0o644)
	}, 2, `wrong +file modes +.*config.yaml is open to others`, "chmod g-w,o= "},
	{"no backup", func(w *ward) { w.remove(w.backup()) }, 1, `warning +backups +there is none`, "backup.schedule"},
	{"a damaged backup", func(w *ward) { w.flip(w.backup()) }, 2, `wrong +backups +.*\.backup: the file is damaged`, "medius backup"},
	{"backups that stopped", func(w *ward) { w.later(3 * 24 * time.Hour) }, 1, `warning +backups +the newest is 3 days old`, "what the log says"},
	{"a backup that lies about", func(w *ward) { w.later(32 * 24 * time.Hour) }, 1, `warning +backups +.* is older than 30 days`, "delete it"},
	{"a database that was put aside", func(w *ward) { w.restored() }, 0,
		`ok +put aside +1 database that a backup has replaced, kept for 30 days and then deleted; the newest: .*\.replaced-\S+Z$`, ""},
	{"one that lies about", func(w *ward) { w.restored(); w.later(32 * 24 * time.Hour) }, 1,
		`warning +put aside +.*\.replaced-\S+Z is older than 30 days`, "delete it"},
	{"a backup from before a move", func(w *ward) { w.file("backups/medius.v9-"+w.now().UTC().Format("20060102T150405.000Z")+".backup", "") }, 0,
		`ok +left over +1 backup of another database, kept for 30 days and then deleted; the newest: .*backups/medius\.v9-\S+$`, ""},
	{"one of those that lies about", func(w *ward) { w.file("backups/medius.v9-20200101T000000.000Z.backup", "") }, 1,
		`warning +left over +.*medius\.v9-\S+ is older than 30 days`, "delete it"},
	{"a copy that was never finished", func(w *ward) {
		w.must(os.Chtimes(w.file("medius.db.123.part", ""), time.Unix(0, 0), time.Unix(0, 0)))
	}, 1, `warning +left over +.*medius.db.123.part was never finished`, "delete it"},
	{"a member in a zone that is not known", func(w *ward) { w.member(coach.Member{Language: "en", Zone: "Mars/Olympus"}) }, 2,
		`wrong +members +time zones that are not known here: Mars/Olympus`, "tzdata"},
	{"a message that waits", func(w *ward) { w.update(); w.later(time.Hour) }, 1, `warning +inbox +1 message not answered, the oldest for \d+ days`, "start medius"},
	{"a webhook", func(w *ward) { w.hook() }, 1, `warning +webhook +updates go to example.org$`, "medius run removes it"},
}

// What is the matter is found, said in one line, and comes with what to do.
func TestTheDoctorFindsWhatIsTheMatter(t *testing.T) {
	for _, c := range ailments {
		t.Run(c.name, func(t *testing.T) {
			w := admit(t)
			c.cause(w)
			args := []string{"doctor"}
			if slices.ContainsFunc([]string{"backups", "put aside", "left over", "inbox", "crosses"}, func(line string) bool { return strings.Contains(c.says, line) }) {
				args = append(args, "--offline") // the time is moved, and the server's is not
			}
			status, said := w.types(args...)
			if status != c.status {
				t.Errorf("status %d, want %d", status, c.status)
			}
			_, after, found := cutAt(said, regexp.MustCompile(`(?m)^`+c.says))
			line, after, _ := strings.Cut(after, "\n")
			remedy, _, _ := strings.Cut(after, "\n")
			if !found || strings.Contains(remedy, "-> ") != (c.remedy != "") || !strings.Contains(remedy, c.remedy) {
				t.Errorf("want %s\n-> %s\nat %q, then %q, in\n%s", c.says, c.remedy, line, remedy, said)
			}
		})
	}
}

func cutAt(text string, re *regexp.Regexp) (before, after string, found bool) {
	at := re.FindStringIndex(text)
	if at == nil {
		return text, "", false
	}
	return text[:at[0]], text[at[1]:], true
}

// The page on operations explains every line.
func TestThePaperExplainsTheDoctor(t *testing.T) {
	paper, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	lines := literalAbouts(t)
	for _, about := range lines {
		if !strings.Contains(string(paper), "\n| `"+about+"` |") {
			t.Errorf("docs/operations.md does not explain %q", about)
		}
	}
	if len(lines) < 14 {
		t.Errorf("only %d lines: %q", len(lines), lines)
	}
}

// literalAbouts finds what the doctor speaks about in its own source.
func literalAbouts(t *testing.T) (all []string) {
	t.Helper()
	sources, err := filepath.Glob("doctor*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range sources {
		text, err := os.ReadFile(source)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range regexp.MustCompile(`p\.(?:well|warn|bad|fault|queue)\("([a-z ]+)"`).FindAllStringSubmatch(string(text), -1) {
			if !slices.Contains(all, found[1]) {
				all = append(all, found[1])
			}
		}
	}
	return all
}

// Offline, nobody is asked anything.
func TestTheDoctorOffline(t *testing.T) {
	w := admit(t)
	calls := w.server.Calls("getMe")
	status, said := w.types("doctor", "--offline")
	if status != 0 || w.server.Calls("getMe") != calls || strings.Contains(said, "webhook") {
		t.Errorf("status %d:\n%s", status, said)
	}
}

func (w *ward) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *ward) file(name, text string) string {
	path := filepath.Join(filepath.Dir(w.database), name)
	w.must(os.WriteFile(path, []byte(text), 0o600))
	return path
}

func (w *ward) backup() string {
	all, err := filepath.Glob(filepath.Join(filepath.Dir(w.database), "backups", "*.backup"))
	if len(all) == 0 {
		w.t.Fatalf("no backup: %v", err)
	}
	return all[0]
}

func (w *ward) chmod(path string, mode os.FileMode) { w.must(os.Chmod(path, mode)) }
func (w *ward) remove(path string)                  { w.must(os.Remove(path)) }

func (w *ward) flip(path string) {
	text, err := os.ReadFile(path)
	w.must(err)
	text[len(text)/2] ^= 4
	w.must(os.WriteFile(path, text, 0o600))
}

func (w *ward) later(by time.Duration) { w.now = func() time.Time { return time.Now().Add(by) } }

func (w *ward) restored() {
	if status, said := w.types("restore", w.backup(), "--replace"); status != 0 {
		w.t.Fatal(said)
	}
}

// anew loses the database, of which there is a backup, and begins another one.
func (w *ward) anew() {
	for range 2 {
		db := openData(w.t, w.database)
		w.must(db.EnsureOrigin(w.t.Context()))
		w.must(db.Close())
		if status, said := w.types("backup"); status != 0 {
			w.t.Fatal(said)
		}
		w.remove(w.database)
	}
	db := openData(w.t, w.database)
	w.must(db.EnsureOrigin(w.t.Context()))
	w.must(db.Close())
}

func (w *ward) member(m coach.Member) {
	db := openData(w.t, w.database)
	w.must(db.Turn(w.t.Context(), 99, coach.Source{}, func(coach.Member) (coach.Entry, error) { return coach.Entry{Member: m}, nil }))
	w.must(db.Close())
}

func (w *ward) update() {
	db := openData(w.t, w.database)
	w.must(db.Accept(w.t.Context(), []coach.Inbound{{Update: 1, Chat: 4711, Raw: []byte("{}")}}, 2))
	w.must(db.Close())
}

func (w *ward) hook() {
	answer := fetch(w.t, "POST", w.server.URL()+"/bot"+testToken+"/setWebhook", `{"url": "https://example.org/secret-path"}`)
	if !strings.HasPrefix(answer, "200 ") {
		w.t.Fatal(answer)
	}
}

// A bot that begins empty where there are backups of one says so at once, and names the newest; one that was never there says nothing.
func TestABotThatBeginsEmptyBesideBackupsSaysSo(t *testing.T) {
	w := admit(t)
	w.remove(w.database)
	p := start(t, w.environ(), "run")
	p.hears(`level=WARN msg="there is no database, and there are backups of one: this bot begins empty.*medius restore FILE --replace" ` +
		`database=\S+medius\.db newest=` + regexp.QuoteMeta(w.backup()))
	p.hears("medius is running")
	p.signal(os.Interrupt)
	p.exits(10 * time.Second)
	w.remove(w.database)
	w.must(os.WriteFile(w.database, nil, 0o600)) // as the power may leave it
	start(t, w.environ(), "run").hears(`level=WARN msg="there is no database, and there are backups of one`)
	fresh := start(t, coached(t, pretend(t)), "run")
	fresh.hears("medius is running")
	if strings.Contains(fresh.said.String(), "begins empty") {
		t.Errorf("a new bot is warned of:\n%s", fresh.said)
	}
}
