//go:build unix

package postgrestest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Server is a Postgres server that listens on a socket in a folder of its own. It ends with the process that has started it,
// however that ends, and its folder goes with it.
type Server struct {
	bin, folder string
	user        string
	life        io.Closer // the server lives while this is open
	process     *exec.Cmd
}

// Start starts a server for one test, to be stopped and started again in the middle of it.
func Start(t testing.TB) *Server {
	t.Helper()
	s, err := begin()
	if err != nil {
		absent(t, err)
	}
	t.Cleanup(func() {
		if s.life != nil {
			s.Stop(t)
		}
		if err := os.RemoveAll(s.folder); err != nil {
			t.Error(err)
		}
	})
	return s
}

// Database makes an empty database on this server.
func (s *Server) Database(t testing.TB) string {
	t.Helper()
	name := fmt.Sprintf("medius_%d", number.Add(1))
	do(t, s.Address("postgres"), "CREATE DATABASE "+name)
	return s.Address(name)
}

// Guarded makes an empty database whose owner has to say a password, and gives its address with that in it.
func (s *Server) Guarded(t testing.TB, password string) string {
	t.Helper()
	name := fmt.Sprintf("medius_%d", number.Add(1))
	do(t, s.Address("postgres"), "CREATE ROLE "+Guarded+" LOGIN PASSWORD '"+password+"'")
	do(t, s.Address("postgres"), "CREATE DATABASE "+name+" OWNER "+Guarded)
	return strings.Replace(s.Address(name), s.user+"@", Guarded+":"+url.QueryEscape(password)+"@", 1)
}

// Address is the address of a database.
func (s *Server) Address(name string) string {
	return "postgres://" + s.user + "@/" + name + "?host=" + url.QueryEscape(s.folder)
}

// begin makes a cluster and starts its server.
func begin() (*Server, error) {
	bin, err := find()
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "medius-postgres-")
	if err != nil {
		return nil, err
	}
	s := &Server{bin: bin, folder: folder, user: "medius"}
	if err := s.prepare(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	if err := s.run(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	return s, nil
}

// find gives the folder of the server's programs, which Debian does not put into the PATH.
func find() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path), nil
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", errors.Join(err, errors.New("initdb is not installed"))
	}
	newest := slices.MaxFunc(found, func(a, b string) int { return major(a) - major(b) })
	return filepath.Dir(newest), nil
}

func major(path string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path))))
	return n
}

// prepare makes the cluster. Its language puts words in another order than that of their bytes, as that of many servers.
func (s *Server) prepare() error {
	if os.Geteuid() == 0 {
		if err := os.Chown(s.folder, nobody, nobody); err != nil {
			return err
		}
	}
	data := filepath.Join(s.folder, "data")
	usual := []string{"--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--username=" + s.user, "--pgdata=" + data}
	icu := append(slices.Clip(usual), "--locale-provider=icu", "--icu-locale=en-US")
	said, err := s.command(filepath.Join(s.bin, "initdb"), icu...).CombinedOutput()
	if err != nil { // before Postgres 15, or built without ICU
		said, err = s.command(filepath.Join(s.bin, "initdb"), usual...).CombinedOutput()
	}
	if err != nil {
		return fmt.Errorf("initdb: %w: %s", err, said)
	}
	rules := "local all " + Guarded + " scram-sha-256\nlocal all all trust\n"
	return os.WriteFile(filepath.Join(data, "pg_hba.conf"), []byte(rules), 0o600)
}

// nobody is who the server runs as when the tests run as root, whom it refuses.
const nobody = 65534

// command is a program that runs apart from the terminal, and not as root.
func (s *Server) command(name string, args ...string) *exec.Cmd {
	c := exec.Command(name, args...)
	c.Dir, c.Env = s.folder, []string{"PATH=" + s.bin + ":/usr/bin:/bin", "HOME=" + s.folder, "LC_ALL=C.UTF-8", "TZ=UTC"}
	c.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if os.Geteuid() == 0 {
		c.SysProcAttr.Credential = &syscall.Credential{Uid: nobody, Gid: nobody}
	}
	return c
}

// keeper runs the server until its own input ends: that is when the process that holds the other end is gone.
const keeper = `
	exec 2>>"$1/log" >&2
	postgres -D "$1/data" -k "$1" -c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=32MB &
	cat >/dev/null
	kill -"$2" $!
	wait $!
	[ -e "$1/stay" ] || rm -rf "$1"`

// run starts the server and waits until it answers.
func (s *Server) run() error {
	s.process = s.command("sh", "-c", keeper, "sh", s.folder, "INT")
	life, err := s.process.StdinPipe()
	if err != nil {
		return err
	}
	if err := s.process.Start(); err != nil {
		return err
	}
	s.life = life
	ctx, stop := context.WithTimeout(context.Background(), 30*time.Second)
	defer stop()
	for {
		conn, err := pgx.Connect(ctx, s.Address("postgres"))
		if err == nil {
			return conn.Close(ctx)
		}
		if ctx.Err() != nil {
			log, _ := os.ReadFile(filepath.Join(s.folder, "log"))
			return fmt.Errorf("the server does not start: %w: %s", err, strings.TrimSpace(string(log)))
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// Stop stops the server; its data stay. Whoever is connected is cut off.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(s.folder, "stay"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	err := s.life.Close()
	s.life = nil
	if ended := s.process.Wait(); err != nil || ended != nil {
		t.Fatal(err, ended)
	}
}

// Resume starts a stopped server again.
func (s *Server) Resume(t testing.TB) {
	t.Helper()
	if err := os.Remove(filepath.Join(s.folder, "stay")); err != nil {
		t.Fatal(err)
	}
	if err := s.run(); err != nil {
		t.Fatal(err)
	}
}
