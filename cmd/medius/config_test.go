package main

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

const exampleFile = "../../config.example.yaml"

// empty is a machine whose environment says nothing but this.
func empty(env map[string]string) world {
	return world{Env: func(name string) (string, bool) { value, ok := env[name]; return value, ok }}
}

// What members read is UTF-8, or they would get nothing: Telegram refuses the message.
func TestANameInAnotherEncodingIsRefused(t *testing.T) {
	_, err := empty(map[string]string{"MEDIUS_OWNER_NAME": "J\xf6rg"}).configure("")
	if err == nil || !strings.Contains(err.Error(), "no UTF-8") {
		t.Errorf("%v", err)
	}
}

// The example is valid, changes nothing, has every key, and names every key's variable just above it.
func TestTheExampleSaysWhatIsUsual(t *testing.T) {
	s, err := empty(nil).configure(exampleFile)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(s.Config, normal(defaults())) {
		t.Errorf("the example is not the default:\n%+v\n%+v", s.Config, defaults())
	}
	data, err := os.ReadFile(exampleFile)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(data), "\n")
	for _, k := range keys {
		at := s.origin[k.path]
		if at == "default" {
			t.Errorf("%s is not in the example", k.path)
			continue
		}
		name := k.path[strings.LastIndexByte(k.path, '.')+1:]
		found := false
		for i, line := range lines {
			if i > 0 && strings.HasPrefix(strings.TrimSpace(line), name+":") && strings.TrimSpace(lines[i-1]) == "# "+k.env() {
				found = true
			}
		}
		if !found {
			t.Errorf("%s has no line %q above it", k.path, "# "+k.env())
		}
	}
}

// normal has an empty list where nothing was said, as a file gives it.
func normal(c Config) Config {
	c.Languages, c.Owner.IDs = []string{}, nil
	return c
}

// The names that other programs and texts rely on.
func TestTheVariablesThatHaveFixedNames(t *testing.T) {
	for path, env := range map[string]string{
		"telegram.token": "MEDIUS_TELEGRAM_TOKEN", "telegram.token_file": "MEDIUS_TELEGRAM_TOKEN_FILE",
		"telegram.endpoint": "MEDIUS_TELEGRAM_ENDPOINT", "storage.dsn": "MEDIUS_STORAGE_DSN",
	} {
		if k, ok := keyOf(path); !ok || k.env() != env {
			t.Errorf("%s is called %q in the environment", path, k.env())
		}
	}
}

// other is a value of each key that is not the usual one.
var other = map[string]string{
	"telegram.token": "1:abc", "telegram.token_file": "/run/secrets/token", "telegram.endpoint": "http://127.0.0.1:8081",
	"storage.dsn": "file:elsewhere.db", "storage.dsn_file": "/run/secrets/database", "figures.cache": "/var/cache/medius", "backup.schedule": "15 4 * * 1", "backup.keep": "3", "backup.dir": "/mnt/backups", "reminders.morning": "30 6 * * 1-5", "reminders.evening": "0 20 * * *",
	"zone": "Europe/Berlin", "adapt": "suggest", "owner.name": "a practice", "owner.contact": "mail@example.org", "owner.ids": "123456789, 42", "access": "invite",
	"limits.per_chat_per_second": "0.5", "limits.per_chat_burst": "2", "limits.per_group_per_minute": "10",
	"limits.bulk_per_second": "5", "limits.broadcast_per_second": "1", "limits.edit_every": "10s",
	"limits.edits_per_minute": "6", "limits.updates_per_minute": "30", "workers": "2", "languages": "en, de", "log.format": "json", "log.level": "debug",
	"watch.listen": "127.0.0.1:9743", "watch.public": "true",
}

// Every key can be set in the file and in the environment; what is set is shown again, and the environment wins.
func TestEveryKeyInTheFileAndInTheEnvironment(t *testing.T) {
	if len(other) != len(keys) {
		t.Fatalf("%d values for %d keys", len(other), len(keys))
	}
	usual := defaults()
	for _, k := range keys {
		t.Run(k.path, func(t *testing.T) {
			value := other[k.path]
			shown := strings.ReplaceAll(value, "1:abc", hidden)
			fromEnv, err := empty(map[string]string{k.env(): value}).configure("")
			if err != nil || k.show(&fromEnv.Config) != shown || fromEnv.origin[k.path] != k.env() {
				t.Errorf("from the environment: %q by %q, %v", k.show(&fromEnv.Config), fromEnv.origin[k.path], err)
			}
			file := write(t, inYAML(k.path, value))
			fromFile, err := empty(nil).configure(file)
			if err != nil || k.show(&fromFile.Config) != shown || !strings.HasPrefix(fromFile.origin[k.path], file+":") {
				t.Errorf("from the file: %q by %q, %v", k.show(&fromFile.Config), fromFile.origin[k.path], err)
			}
			if reflect.DeepEqual(fromFile.Config, usual) {
				t.Error("nothing changed")
			}
			both, err := empty(map[string]string{k.env(): value}).configure(write(t, inYAML(k.path, k.show(&usual))))
			if err != nil || k.show(&both.Config) != shown || both.origin[k.path] != k.env() {
				t.Errorf("from both: %q by %q, %v", k.show(&both.Config), both.origin[k.path], err)
			}
		})
	}
}

func inYAML(path, value string) string {
	group, name, grouped := strings.Cut(path, ".")
	if !grouped {
		return path + ": \"" + value + "\"\n"
	}
	return group + ":\n  " + name + ": \"" + value + "\"\n"
}

func write(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// Whatever is wrong in a file is one clear line with its place.
func TestWhatIsWrongInAFile(t *testing.T) {
	for _, c := range []struct{ name, file, says string }{
		{"a misspelt key", "reminders:\n  mornin: \"0 7 * * *\"", ":2: unknown key \"mornin\"; did you mean \"morning\"?"},
		{"a misspelt group", "\nlimit:\n  x: 1", ":2: unknown key \"limit\"; did you mean \"limits\"?"},
		{"a misspelt path", "log.levle: debug", ":1: unknown key \"log.levle\"; did you mean \"log.level\"?"},
		{"an address without its beginning", "storage:\n  dsn: medius:s3cret@127.0.0.1:5432/medius", ":2: storage.dsn: this is no name of a file: write one line with a path, or an address that begins with postgres://, such as postgres://medius:PASSWORD@127.0.0.1:5432/medius"},
		{"a database in memory", "storage:\n  dsn: \":memory:\"", ":2: storage.dsn: database \":memory:\": the path of a file is wanted"},
		{"a name that is a novel", "owner:\n  name: " + strings.Repeat("o", 201), ":2: owner.name: members read this beside other words: at most 200 letters, and these are 201"},
		{"a key that is like no other", "favourite_colour: blue", ":1: unknown key \"favourite_colour\""},
		{"a key in the wrong group", "log:\n  zone: UTC", ":2: unknown key \"zone\""},
		{"an unknown zone", "# home\nzone: Europe/Berln", ":2: zone: unknown time zone \"Europe/Berln\"; use a name such as Europe/Berlin"},
		{"the machine's zone", "zone: Local", ":1: zone: unknown time zone \"Local\"; use a name such as Europe/Berlin"},
		{"a cron expression with an hour that is none", "reminders:\n  evening: 0 25 * * *", ":2: reminders.evening: cron expression \"0 25 * * *\": the hour is \"25\": it takes 0 to 23; * for any, 1,3 for some, 1-5 for a stretch, */2 for every second"},
		{"a cron expression with a zone", "reminders:\n  morning: TZ=", ":2: reminders.morning: cron expression \"TZ=\": the time zone is the member's and cannot be named"},
		{"a cron expression that comes more than once a day", "reminders:\n  morning: \"*/5 7 * * *\"", ":2: reminders.morning: cron expression \"*/5 7 * * *\": one time of day is wanted, such as \"0 7 * * *\""},
		{"a word that is none of the choices", "adapt: sugest", ":1: adapt: \"sugest\" is none of auto, suggest, off; did you mean \"suggest\"?"},
		{"a level that is none", "log: {level: loud}", ":1: log.level: \"loud\" is none of debug, info, warn, error"},
		{"a number that is none", "workers: many", ":1: workers: \"many\" is no whole number from 1 to 1000000"},
		{"too many workers", "workers: 100000000", ":1: workers: \"100000000\" is no whole number from 1 to 1000000"},
		{"too many backups", "backup:\n  keep: 99999999999", ":2: backup.keep: \"99999999999\" is no whole number from 1 to 1000000"},
		{"no workers", "workers: 0", ":1: workers: \"0\" is no whole number from 1 to 1000000"},
		{"a negative speed", "limits:\n  bulk_per_second: -1", ":2: limits.bulk_per_second: \"-1\" is no number from 0 to 1000000"},
		{"a speed that is not a number", "limits:\n  bulk_per_second: .nan", ":2: limits.bulk_per_second: a plain value is wanted"},
		{"a length without a unit", "limits:\n  edit_every: 5", ":2: limits.edit_every: \"5\" is no length of time such as 5s, of 1h at most"},
		{"an empty name", "owner:\n  name: \"\"", ":2: owner.name: members read this; it cannot be empty"},
		{"an address that is none", "telegram:\n  endpoint: 127.0.0.1:8081", ":2: telegram.endpoint: an address such as http://127.0.0.1:8081 is wanted"},
		{"an address with a name in it", "telegram:\n  endpoint: http://user:pw@127.0.0.1:1", ":2: telegram.endpoint: an address such as http://127.0.0.1:8081 is wanted, without a name, a password, %, or anything after ? or #"},
		{"an address with a question", "telegram:\n  endpoint: http://127.0.0.1:1?x=1", ":2: telegram.endpoint: an address such as http://127.0.0.1:8081 is wanted, without a name, a password, %, or anything after ? or #"},
		{"an address with a port that is none", "telegram:\n  endpoint: http://127.0.0.1:99999", ":2: telegram.endpoint: the port has to be a number from 1 to 65535, as in http://127.0.0.1:8081"},
		{"a database at home", "storage:\n  dsn: ~/x.db", ":2: storage.dsn: \"~/x.db\": ~ does not stand for your home folder here; write the whole path"},
		{"a database at home, as an address", "storage:\n  dsn: file:~/x.db", ":2: storage.dsn: \"~/x.db\": ~ does not stand for your home folder here; write the whole path"},
		{"a token at home", "telegram:\n  token_file: ~/token", ":2: telegram.token_file: \"~/token\": ~ does not stand for your home folder here; write the whole path"},
		{"backups at somebody's home", "backup:\n  dir: ~medius/b", ":2: backup.dir: \"~medius/b\": ~ does not stand for your home folder here; write the whole path"},
		{"a folder for a database", "storage:\n  dsn: testdata", ":2: storage.dsn: testdata is a folder; name a file in it, such as " + filepath.Join("testdata", "medius.db")},
		{"a value where a group is", "telegram: 4242:TEST-token-that-must-never-be-seen", ":1: \"telegram\" is a group: its keys stand below it, indented"},
		{"a group where a value is", "zone:\n  name: UTC", ":1: zone: a plain value is wanted"},
		{"a key twice", "zone: UTC\nzone: UTC", ":2: the key \"zone\" stands in line 1 already; keep one of the two"},
		{"a list", "- zone", ":1: keys and values are wanted, such as \"adapt: auto\""},
		{"a language that is none", "languages: [en, Klingon]", ":1: languages: \"Klingon\" is no language such as en"},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := write(t, c.file+"\n")
			_, err := empty(nil).configure(file)
			if err == nil {
				t.Fatal("accepted")
			}
			if err.Error() != file+c.says {
				t.Errorf("got  %s\nwant %s", err, file+c.says)
			}
			if tr, ok := errors.AsType[*trouble](err); !ok || tr.status != statusRefused || tr.hint == "" {
				t.Errorf("no hint, or the wrong status: %#v", err)
			}
		})
	}
}

// What is no YAML is refused with a line, without a panic, and without a token in the words.
func TestFilesThatAreNoYAML(t *testing.T) {
	const token = "4242:TEST-token-that-must-never-be-seen"
	for _, text := range []string{
		"telegram:\n token: \"" + token, "telegram:\n\ttoken: " + token, "a: b: " + token, "{" + token, "telegram: [" + token,
		token + ": x", "? " + token, "telegram: !!map " + token, "*" + token, "&a " + token, "\x00", "\xff\xfd", "a:\n  - b\n c: " + token,
		"telegram:\n  token: *" + token, "telegram: {token: " + token, "%" + token, "zone: UTC\n---\n" + token + ": x", "<<: " + token,
	} {
		file := write(t, text)
		_, err := empty(nil).configure(file)
		if err == nil {
			t.Errorf("%q is accepted", text)
			continue
		}
		if strings.Contains(err.Error(), "TEST-token") {
			t.Errorf("%q: the token is in the error: %s", text, err)
		}
		if !strings.HasPrefix(err.Error(), file) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: not one line with the file: %q", text, err)
		}
	}
}

// All faults are found at once, each on a line of its own.
func TestAllFaultsAtOnce(t *testing.T) {
	file := write(t, "zone: Mars\nadapt: maybe\n")
	_, err := empty(map[string]string{"MEDIUS_WORKERS": "x"}).configure(file)
	want := file + ":1: zone: unknown time zone \"Mars\"; use a name such as Europe/Berlin\n" +
		file + ":2: adapt: \"maybe\" is none of auto, suggest, off\n" +
		"MEDIUS_WORKERS: workers: \"x\" is no whole number from 1 to 1000000"
	if err == nil || err.Error() != want {
		t.Errorf("got  %s\nwant %s", err, want)
	}
}

// A variable that is nearly one of ours is pointed out.
func TestStrangersInTheEnvironment(t *testing.T) {
	got := strangers([]string{"HOME=/", "MEDIUS_TELEGRAM_TOKN=x", "MEDIUS_ZONE=UTC", "MEDIUS_CONFIG=c", "MEDIUS_PORT_80_TCP=tcp", "MEDIUS_FOO=1"})
	want := "MEDIUS_FOO is not used\nMEDIUS_PORT_80_TCP is not used\nMEDIUS_TELEGRAM_TOKN is not used; did you mean \"MEDIUS_TELEGRAM_TOKEN\"?"
	if strings.Join(got, "\n") != want {
		t.Errorf("got %q", got)
	}
}

// The database lies where programs keep a person's data.
func TestWhereTheDatabaseLies(t *testing.T) {
	for _, c := range []struct {
		name, system string
		env          map[string]string
		want         string
	}{
		{"Linux", "linux", map[string]string{"HOME": "/home/a"}, "/home/a/.local/share/medius"},
		{"a data folder of one's own", "linux", map[string]string{"HOME": "/home/a", "XDG_DATA_HOME": "/data"}, "/data/medius"},
		{"a data folder that is none", "linux", map[string]string{"HOME": "/home/a", "XDG_DATA_HOME": "data"}, "/home/a/.local/share/medius"},
		{"macOS", "darwin", map[string]string{"HOME": "/Users/a"}, "/Users/a/Library/Application Support/medius"},
		{"no home, as in a container", "linux", nil, "."},
	} {
		if got := dataFolder(c.system, empty(c.env).Env); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	for _, dsn := range []string{"/data/medius.db", "file:/data/medius.db", "file:///data/medius.db"} {
		c := defaults()
		c.Storage.DSN = dsn
		if file, folder := c.database(empty(nil).Env), c.folder(empty(nil).Env); file != "/data/medius.db" || folder != "/data" {
			t.Errorf("%s: %s in %s", dsn, file, folder)
		}
	}
}
