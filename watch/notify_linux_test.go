package watch

import (
	"context"
	"errors"
	"net"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"
)

// manager listens as systemd does.
func manager(t *testing.T, name string) *net.UnixConn {
	t.Helper()
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: name, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// hears reads one datagram.
func hears(t *testing.T, conn *net.UnixConn, within time.Duration) (string, error) {
	t.Helper()
	if err := conn.SetReadDeadline(time.Now().Add(within)); err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 1024)
	n, err := conn.Read(buf)
	return string(buf[:n]), err
}

// Each word arrives as one datagram, at a socket with a path and at one without.
func TestTheServiceManagerIsTold(t *testing.T) {
	for _, socket := range []string{filepath.Join(t.TempDir(), "n"), "@medius-test-" + filepath.Base(t.TempDir())} {
		conn := manager(t, socket)
		n := Notify{Socket: socket}
		for _, c := range []struct {
			say  func() error
			want string
		}{
			{func() error { return n.Ready("waiting") }, "READY=1\nSTATUS=waiting"},
			{func() error { return n.Status("coaching") }, "STATUS=coaching"},
			{n.Stopping, "STOPPING=1\nSTATUS=stopping"},
		} {
			if err := c.say(); err != nil {
				t.Fatal(err)
			}
			if got, err := hears(t, conn, 5*time.Second); err != nil || got != c.want {
				t.Errorf("%s: got %q, want %q (%v)", socket, got, c.want, err)
			}
		}
	}
}

// Signs of life stop when something is stuck, and come again when it is not.
func TestTheWatchdogHearsOnlyOfLife(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "n")
	conn := manager(t, socket)
	ctx, stop := context.WithCancel(t.Context())
	var stuck atomic.Bool
	troubles, ended := make(chan error, 1), make(chan struct{})
	alive := func() error {
		if stuck.Load() {
			return errors.New("stuck: poll")
		}
		return nil
	}
	go func() {
		Notify{Socket: socket, Within: 60 * time.Millisecond}.Watchdog(ctx, alive, func(err error) {
			select {
			case troubles <- err:
			default:
			}
		})
		close(ended)
	}()
	if got, err := hears(t, conn, 5*time.Second); got != "WATCHDOG=1" {
		t.Fatalf("got %q (%v)", got, err)
	}
	stuck.Store(true)
	if err := <-troubles; err.Error() != "stuck: poll" {
		t.Errorf("trouble: %v", err)
	}
	for { // what was said before
		if _, err := hears(t, conn, 200*time.Millisecond); err != nil {
			break
		}
	}
	stuck.Store(false)
	if got, err := hears(t, conn, 5*time.Second); got != "WATCHDOG=1" {
		t.Errorf("got %q (%v)", got, err)
	}
	stop()
	<-ended
}

// What the environment says is understood, and meant for this process only.
func TestSupervised(t *testing.T) {
	for _, c := range []struct {
		name string
		env  map[string]string
		want Notify
	}{
		{"nobody", nil, Notify{}},
		{"no watchdog", map[string]string{"NOTIFY_SOCKET": "/n"}, Notify{Socket: "/n"}},
		{"a watchdog", map[string]string{"NOTIFY_SOCKET": "/n", "WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "7"}, Notify{"/n", time.Minute}},
		{"a watchdog for anybody", map[string]string{"NOTIFY_SOCKET": "/n", "WATCHDOG_USEC": "1000"}, Notify{"/n", time.Millisecond}},
		{"a watchdog for another", map[string]string{"NOTIFY_SOCKET": "/n", "WATCHDOG_USEC": "1000", "WATCHDOG_PID": "8"}, Notify{Socket: "/n"}},
		{"nonsense", map[string]string{"NOTIFY_SOCKET": "/n", "WATCHDOG_USEC": "soon"}, Notify{Socket: "/n"}},
	} {
		env := func(name string) (string, bool) { value, ok := c.env[name]; return value, ok }
		if got := Supervised(env, 7); got != c.want {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}

// A program that nobody supervises talks with nobody, and one whose manager is gone says so.
func TestNobodyListens(t *testing.T) {
	if err := (Notify{}).Ready("x"); err != nil {
		t.Error(err)
	}
	(Notify{}).Watchdog(t.Context(), nil, nil)
	if err := (Notify{Socket: filepath.Join(t.TempDir(), "gone")}).Stopping(); err == nil {
		t.Error("no error")
	}
}
