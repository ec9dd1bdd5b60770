package watch

import (
	"context"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"
)

// Notify talks with the service manager that started the program: systemd's protocol, datagrams of NAME=value lines to the
// socket named in $NOTIFY_SOCKET (see sd_notify(3)). The zero value talks with nobody.
type Notify struct {
	Socket string        // "" when nobody listens; @ at the beginning: an abstract one
	Within time.Duration // a sign of life is wanted so often; 0: none
}

// Supervised reads what the service manager left in the environment; pid is our own. A wish that is meant for another
// process, or makes no sense, is none.
func Supervised(env func(string) (string, bool), pid int) Notify {
	get := func(name string) string { value, _ := env(name); return value }
	n := Notify{Socket: get("NOTIFY_SOCKET")}
	if forPid := get("WATCHDOG_PID"); forPid != "" && forPid != strconv.Itoa(pid) {
		return n
	}
	if usec, err := strconv.ParseInt(get("WATCHDOG_USEC"), 10, 64); err == nil && usec > 0 {
		n.Within = time.Duration(usec) * time.Microsecond
	}
	return n
}

// Ready says that the start is over; status is a line for whoever looks.
func (n Notify) Ready(status string) error { return n.say("READY=1", "STATUS="+status) }

// Status is a line for whoever looks.
func (n Notify) Status(status string) error { return n.say("STATUS=" + status) }

// Stopping says that the end has begun.
func (n Notify) Stopping() error { return n.say("STOPPING=1", "STATUS=stopping") }

func (n Notify) say(lines ...string) error {
	if n.Socket == "" {
		return nil
	}
	// Go knows the abstract ones by the same sign.
	conn, err := net.DialUnix("unixgram", nil, &net.UnixAddr{Name: n.Socket, Net: "unixgram"})
	if err != nil {
		return fmt.Errorf("tell the service manager: %w", err)
	}
	defer conn.Close()
	if _, err := conn.Write([]byte(strings.Join(lines, "\n"))); err != nil {
		return fmt.Errorf("tell the service manager: %w", err)
	}
	return nil
}

// Watchdog gives signs of life until ctx ends, as long as alive has no error. What is wrong goes to trouble; the service
// manager ends and starts a program that gives none.
func (n Notify) Watchdog(ctx context.Context, alive func() error, trouble func(error)) {
	if n.Socket == "" || n.Within <= 0 {
		return
	}
	beat := time.NewTicker(n.Within / 3)
	defer beat.Stop()
	for {
		err := alive()
		if err == nil {
			err = n.say("WATCHDOG=1")
		}
		if err != nil {
			trouble(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-beat.C:
		}
	}
}
