package telegram

import (
	"context"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// tunnel is a way to a server that can begin to swallow what is sent on the connections that there are. Nothing ends, and no error comes.
type tunnel struct {
	net.Listener
	to       string
	mu       sync.Mutex
	dead     map[net.Conn]bool // both ends of a connection
	accepted int
}

func (p *tunnel) run() {
	for {
		from, err := p.Accept()
		if err != nil {
			return // it is over
		}
		to, err := net.Dial("tcp", p.to)
		if err != nil {
			_ = from.Close()
			return
		}
		p.mu.Lock()
		p.dead[from], p.dead[to] = false, false
		p.accepted++
		p.mu.Unlock()
		go p.carry(from, to)
		go p.carry(to, from)
	}
}

func (p *tunnel) carry(from, to net.Conn) {
	defer to.Close()
	buf := make([]byte, 4096)
	for {
		n, err := from.Read(buf)
		if err != nil {
			return
		}
		p.mu.Lock()
		dead := p.dead[from]
		p.mu.Unlock()
		if dead {
			continue
		}
		if _, err := to.Write(buf[:n]); err != nil {
			return
		}
	}
}

// swallow lets nothing more through on the connections that there are.
func (p *tunnel) swallow() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for c := range p.dead {
		p.dead[c] = true
	}
}

// When the way to Telegram begins to swallow what is sent, as after a change of the router, calls go on over a new connection.
func TestADeadConnectionIsGivenUp(t *testing.T) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, r.Proto) }))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	way := &tunnel{Listener: listener, to: server.Listener.Addr().String(), dead: map[net.Conn]bool{}}
	go way.run()
	defer way.Close()

	wire := transport()
	wire.HTTP2.SendPingTimeout, wire.HTTP2.PingTimeout = 50*time.Millisecond, 50*time.Millisecond // as in life, but sooner
	wire.TLSClientConfig = server.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	wire.TLSClientConfig.RootCAs = x509.NewCertPool()
	wire.TLSClientConfig.RootCAs.AddCert(server.Certificate())
	call := func(patience time.Duration) error {
		ctx, stop := context.WithTimeout(t.Context(), patience)
		defer stop()
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://"+way.Addr().String(), nil)
		if err != nil {
			return err
		}
		answer, err := wire.RoundTrip(req)
		if err != nil {
			return err
		}
		said, err := io.ReadAll(answer.Body)
		if string(said) != "HTTP/2.0" {
			t.Errorf("it spoke %q", said)
		}
		return errors.Join(err, answer.Body.Close())
	}
	if err := call(10 * time.Second); err != nil {
		t.Fatal(err)
	}
	way.swallow()
	for try := 0; ; try++ {
		err := call(time.Second)
		if err == nil {
			break
		}
		if try == 20 {
			t.Fatalf("still over the dead connection: %v", err)
		}
	}
	if way.accepted < 2 {
		t.Error("nothing was swallowed")
	}
	wire.CloseIdleConnections()
}
