package main

import (
	"net"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"medius/storage/postgrestest"
)

// strait is a way to a database server on which everything can come to a standstill, as when a network is cut: no end learns of it.
type strait struct {
	way  sync.RWMutex // held for writing while nothing passes
	addr string
}

// narrow makes such a way to the server of an address, and gives the address that leads over it.
func narrow(t *testing.T, dsn string) (*strait, string) {
	t.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	network, to, query := "tcp", u.Host, u.Query()
	if folder := query.Get("host"); folder != "" {
		network, to = "unix", filepath.Join(folder, ".s.PGSQL.5432")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &strait{addr: listener.Addr().String()}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			here, err := listener.Accept()
			if err != nil {
				return
			}
			there, err := net.Dial(network, to)
			if err != nil {
				_ = here.Close()
				continue
			}
			go s.carry(here, there)
			go s.carry(there, here)
		}
	}()
	query.Del("host")
	query.Set("sslmode", "disable")
	u.Host, u.RawQuery = s.addr, query.Encode()
	return s, u.String()
}

// carry brings what one end says to the other.
func (s *strait) carry(from, to net.Conn) {
	defer to.Close()
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		s.way.RLock()
		_, bad := to.Write(buffer[:n])
		s.way.RUnlock()
		if err != nil || bad != nil {
			return
		}
	}
}

// An instance that polls and is cut off from the database is replaced within ten seconds, polls no more, and comes back when the way is
// free again: nothing is lost, and nothing is done twice.
func TestAnInstanceThatIsCutOff(t *testing.T) {
	f := &fleet{t: t, server: pretend(t), dsn: postgrestest.Database(t)}
	way, dsn := narrow(t, f.dsn)
	f.begin(1, "MEDIUS_STORAGE_DSN="+dsn)
	cut := f.instances[0]
	f.instances = append(f.instances, start(t, append(slices.Clip(f.env), "MEDIUS_STORAGE_DSN="+f.dsn), "run"))
	f.instances[1].hears("medius is running")
	f.until(10*time.Second, "both are seen", func() bool { return len(f.crew()) == 2 })
	f.meet(6)
	for range len(round) {
		f.write()
	}
	f.all(20 * time.Second)
	if f.leader() != 0 {
		t.Fatal("the other one polls")
	}
	f.write()
	way.way.Lock()
	f.write()
	f.kills++
	took := f.until(10*time.Second, "another one polls", func() bool { return f.leader() == 1 })
	f.all(30 * time.Second)
	way.way.Unlock()
	f.until(20*time.Second, "it is back", func() bool { return len(f.crew()) == 2 })
	cut.hears("another instance may poll from now on")
	f.stood = append(f.stood, cut)
	for range 2 * len(round) {
		f.write()
	}
	twice := f.all(30 * time.Second)
	f.atRest()
	if n := strings.Count(f.instances[1].said.String(), "this instance polls from now on"); n != 1 {
		t.Errorf("the other one began to poll %d times", n)
	}
	t.Logf("another one polled after %s; %d messages twice", took.Round(100*time.Millisecond), twice)
}
