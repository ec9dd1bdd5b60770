package telegramtest

import (
	"net"
	"net/http"
	"time"
)

// TB is the part of testing.TB that Start needs.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
	Cleanup(func())
}

// Start listens on a free port of the loopback interface until the test ends. It is fast unless opt.Faithful. At
// the end every breach not announced with ExpectBreach, and every tap that was delivered but never answered, is
// an error of the test.
func Start(tb TB, opt Options) *Server {
	tb.Helper()
	opt.Fast = !opt.Faithful
	s := New(opt)
	stop, err := s.Listen("127.0.0.1:0")
	if err != nil {
		tb.Errorf("telegramtest: %v", err)
		return s
	}
	tb.Cleanup(func() {
		tb.Helper()
		stop()
		for _, line := range s.verdict() {
			tb.Errorf("telegramtest: %s", line)
		}
	})
	return s
}

// Listen serves on addr ("127.0.0.1:0" for any free port) until stop is called, which ends parked requests too.
func (s *Server) Listen(addr string) (stop func(), err error) {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	s.url = "http://" + listener.Addr().String()
	web := &http.Server{Handler: s, ReadHeaderTimeout: time.Minute}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = web.Serve(listener) // ends with ErrServerClosed
	}()
	return func() {
		_ = web.Close() // cancels the contexts of parked requests
		<-done
	}, nil
}

// verdict is what Start reports at the end of a test.
func (s *Server) verdict() []string {
	lines := s.log.unexpected()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.log.tapsMayHang() {
		return lines
	}
	for _, tap := range s.tapSeq {
		if tap.delivered && !tap.answered {
			lines = append(lines, "callback query "+tap.id+" was delivered and never answered")
		}
	}
	return lines
}
