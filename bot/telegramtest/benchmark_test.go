package telegramtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"testing"
)

// post makes one call and returns the body.
func post(b *testing.B, client *http.Client, address string, values url.Values) []byte {
	resp, err := client.Post(address, "application/x-www-form-urlencoded", bytes.NewReader([]byte(values.Encode())))
	if err != nil {
		b.Error(err)
		return nil
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		b.Error(err)
	}
	return raw
}

// BenchmarkTapAndAnswer is one tap, its delivery, its answer and a new message with a keyboard, over loopback: the
// most a bot can do against this server, client included.
func BenchmarkTapAndAnswer(b *testing.B) {
	s := New(Options{Fast: true, Quiet: true})
	stop, err := s.Listen("127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer stop()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	base := s.URL() + "/bot" + s.Token() + "/"
	const people = 1000
	var crowd [people]*User
	for i := range crowd {
		crowd[i] = s.User(int64(i+1), "member", "en")
	}
	b.ReportAllocs()
	b.ResetTimer()
	go func() {
		for i := range b.N {
			crowd[i%people].Tap(1, "41:3")
		}
	}()
	work := make(chan got, 200)
	var workers sync.WaitGroup
	for range 16 {
		workers.Go(func() {
			for u := range work {
				post(b, client, base+"answerCallbackQuery", url.Values{"callback_query_id": {u.Callback.ID}})
				post(b, client, base+"sendMessage", url.Values{
					"chat_id": {fmt.Sprint(u.Callback.Message.Chat.ID)}, "text": {"<b>How is your hip</b> right now, 0 to 10?"},
					"parse_mode": {"HTML"}, "reply_markup": {keyboard("0", "41:0", "1", "41:1", "2", "41:2", "3", "41:3")},
				})
			}
		})
	}
	pollAll(b, client, base, work)
	close(work)
	workers.Wait()
}

// pollAll reads b.N updates.
func pollAll(b *testing.B, client *http.Client, base string, work chan<- got) {
	offset := int64(0)
	for seen := 0; seen < b.N; {
		var answer struct{ Result []got }
		raw := post(b, client, base+"getUpdates", url.Values{"timeout": {"5"}, "offset": {fmt.Sprint(offset)}})
		if err := json.Unmarshal(raw, &answer); err != nil {
			b.Fatal(err)
		}
		for _, u := range answer.Result {
			work <- u
			offset = u.ID + 1
			seen++
		}
	}
}

// BenchmarkSendMessage is the server's own work for one message, without a network.
func BenchmarkSendMessage(b *testing.B) {
	s := New(Options{Fast: true, Quiet: true})
	s.User(member, "member", "en")
	values := url.Values{
		"chat_id": {"7"}, "text": {"<b>How is your hip</b> right now, 0 to 10?"}, "parse_mode": {"HTML"},
		"reply_markup": {keyboard("0", "41:0", "1", "41:1", "2", "41:2", "3", "41:3")},
	}
	raw := []byte(values.Encode())
	b.ReportAllocs()
	for b.Loop() {
		r, _ := http.NewRequestWithContext(context.Background(), http.MethodPost, "/bot"+s.Token()+"/sendMessage", bytes.NewReader(raw))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		p := &page{header: http.Header{}}
		s.ServeHTTP(p, r)
		if p.status != http.StatusOK {
			b.Fatal(p.body.String())
		}
	}
}
