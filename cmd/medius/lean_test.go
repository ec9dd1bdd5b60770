package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// BenchmarkLean is what the program answers, as a process of its own, where Telegram and the members cost next to nothing: a server that
// reads no more of a request than it must, and chats that write again as soon as they have been answered.
func BenchmarkLean(b *testing.B) {
	for _, chats := range []int{1, 50} {
		b.Run(fmt.Sprintf("chats=%d", chats), func(b *testing.B) { benchmarkLean(b, chats) })
	}
}

func benchmarkLean(b *testing.B, chats int) {
	server := listenLean(b)
	load := loadtestCmd{Bulk: 30}
	coach, err := load.hire(b.Context(), world{Now: time.Now, Env: os.LookupEnv}, b.TempDir(), server)
	if err != nil {
		b.Fatal(err)
	}
	if err := coach.ready(b.Context()); err != nil {
		b.Fatal(err)
	}
	server.write(chats, chats*20) // warm up
	b.ResetTimer()
	took := server.write(chats, b.N)
	b.StopTimer()
	slices.Sort(took)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "answers/s")
	b.ReportMetric(took[len(took)/2].Seconds()*1000, "p50-ms")
	b.ReportMetric(took[len(took)*99/100].Seconds()*1000, "p99-ms")
	if err := coach.end(); err != nil {
		b.Error(err)
	}
}

// lean is a Telegram that does nothing but hand out commands and take answers, one to each.
type lean struct {
	b        testing.TB
	listener net.Listener
	over     chan struct{}
	more     chan struct{} // something waits

	mu     sync.Mutex
	update int64
	asked  map[int64]time.Time // what each chat has sent and is not answered
	unsent int                 // so many more commands are to come
	open   int                 // and so many answers
	took   []time.Duration
	done   chan struct{}
	queue  []string // updates that wait
	given  []string // of the last poll, until the next one confirms them
	upTo   int64    // the last of those
}

func listenLean(b testing.TB) *lean {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	s := &lean{b: b, listener: listener, over: make(chan struct{}), more: make(chan struct{}, 1), asked: map[int64]time.Time{}}
	var connections sync.WaitGroup
	connections.Go(func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return // it is over
			}
			connections.Go(func() { s.serve(c) })
		}
	})
	b.Cleanup(func() {
		close(s.over)
		if err := listener.Close(); err != nil {
			b.Error(err)
		}
		connections.Wait()
	})
	return s
}

func (s *lean) URL() string   { return "http://" + s.listener.Addr().String() }
func (s *lean) Token() string { return testToken }

// write has so many chats send n commands, each the next one as soon as one is answered, and gives the times that took.
func (s *lean) write(chats, n int) []time.Duration {
	s.mu.Lock()
	s.unsent, s.open, s.took, s.done = n, n, nil, make(chan struct{})
	for i := range min(chats, n) {
		s.command(firstMember + int64(i))
	}
	s.mu.Unlock()
	<-s.done
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.took
}

// command lets a chat send one.
func (s *lean) command(chat int64) {
	s.update++
	s.unsent--
	s.asked[chat] = time.Now()
	s.queue = append(s.queue, fmt.Sprintf(`{"update_id":%d,"message":{"message_id":%d,"from":{"id":%d,"first_name":"member","language_code":"en"},`+
		`"chat":{"id":%d,"type":"private"},"date":%d,"text":"/about","entities":[{"offset":0,"length":6,"type":"bot_command"}]}}`,
		s.update, s.update, chat, chat, time.Now().Unix()))
	select {
	case s.more <- struct{}{}:
	default:
	}
}

// answered takes the answer to a command.
func (s *lean) answered(chat int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at, waits := s.asked[chat]
	if !waits {
		s.b.Errorf("chat %d: an answer to nothing", chat)
		return
	}
	delete(s.asked, chat)
	s.took = append(s.took, time.Since(at))
	if s.unsent > 0 {
		s.command(chat)
	}
	if s.open--; s.open == 0 {
		close(s.done)
	}
}

// poll waits for updates. What an offset beyond the last ones does not confirm comes again.
func (s *lean) poll(offset int64) string {
	for {
		s.mu.Lock()
		if offset > s.upTo {
			s.given = nil
		}
		if len(s.given) == 0 && len(s.queue) > 0 {
			n := min(len(s.queue), 100)
			s.given, s.queue, s.upTo = s.queue[:n:n], s.queue[n:], s.update-int64(len(s.queue)-n)
		}
		given := s.given
		s.mu.Unlock()
		if len(given) > 0 {
			return `[` + strings.Join(given, ",") + `]`
		}
		select {
		case <-s.more:
		case <-s.over:
			return `[]`
		}
	}
}

func (s *lean) serve(c net.Conn) {
	defer c.Close()
	in, out := bufio.NewReaderSize(c, 8<<10), bufio.NewWriterSize(c, 64<<10)
	for {
		method, body, err := nextCall(in)
		if err != nil {
			return // the coach has closed it
		}
		result, chat := "true", int64(0)
		switch method {
		case "getMe":
			result = `{"id":4242,"is_bot":true,"first_name":"coach","username":"lean_bot"}`
		case "getWebhookInfo":
			result = `{"url":"","has_custom_certificate":false,"pending_update_count":0}`
		case "getUpdates":
			result = s.poll(number(body, "offset="))
		case "sendMessage":
			chat = number(body, "chat_id=")
			result = fmt.Sprintf(`{"message_id":%d,"date":1,"chat":{"id":%d,"type":"private"},"text":"x"}`, time.Now().UnixNano()&(1<<31-1), chat)
		}
		answer := `{"ok":true,"result":` + result + `}`
		fmt.Fprintf(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(answer), answer)
		if out.Flush() != nil {
			return
		}
		if chat != 0 {
			s.answered(chat)
		}
	}
}

// nextCall reads a request: the method of the Bot API, and what stands in its body.
func nextCall(in *bufio.Reader) (method string, body []byte, err error) {
	line, err := in.ReadSlice('\n')
	if err != nil {
		return "", nil, err
	}
	path, _, _ := bytes.Cut(line[bytes.IndexByte(line, ' ')+1:], []byte(" "))
	method = string(path[bytes.LastIndexByte(path, '/')+1:])
	for length := 0; ; {
		header, err := in.ReadSlice('\n')
		if err != nil {
			return "", nil, err
		}
		if name, value, ok := bytes.Cut(bytes.TrimSpace(header), []byte(": ")); ok && bytes.EqualFold(name, []byte("Content-Length")) {
			if length, err = strconv.Atoi(string(value)); err != nil {
				return "", nil, err
			}
		} else if !ok {
			body = make([]byte, length)
			_, err = io.ReadFull(in, body)
			return method, body, err
		}
	}
}

// number is that of a field of a form, 0 where there is none.
func number(form []byte, field string) (n int64) {
	_, rest, _ := bytes.Cut(form, []byte(field))
	digits, _, _ := bytes.Cut(rest, []byte("&"))
	n, _ = strconv.ParseInt(string(digits), 10, 64)
	return n
}
