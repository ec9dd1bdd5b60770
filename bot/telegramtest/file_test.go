package telegramtest

import (
	"fmt"
	"strings"
	"testing"
)

// A file id can be used again and again, by this bot, for this kind.
func TestS7FileIDs(t *testing.T) {
	b := newBot(t, Options{})
	u := b.s.User(member, "member", "en")
	first := decode[sent](t, b.upload("sendPhoto", []part{{"photo", "a.png", picture(t, 30, 20)}}, "chat_id", member).Result)
	id := first.Photo[1].ID
	if first.Photo[1].Width != 30 || first.Photo[1].Height != 20 || first.Photo[1].Size == 0 {
		t.Errorf("got %+v", first.Photo)
	}
	for range 3 {
		again := decode[sent](t, b.must("sendPhoto", "chat_id", member, "photo", id).Result)
		if again.Photo[1].ID == id || again.Photo[1].Unique != first.Photo[1].Unique {
			t.Errorf("got %+v, want another id of the same file", again.Photo[1])
		}
		id = again.Photo[1].ID
	}
	chat := u.Messages()
	if got := b.s.File(chat[3].Photo.ID); string(got) != string(picture(t, 30, 20)) || chat[3].Photo.Width != 30 {
		t.Errorf("the person sees %+v", chat[3].Photo)
	}
	if again := u.Messages(); again[0].Photo.ID != again[3].Photo.ID || again[0].Photo.ID != chat[0].Photo.ID {
		t.Error("the person's app has to load the same file again")
	}
	b.refused(400, "Bad Request: can't use file of type Photo as Document", "sendDocument", "chat_id", member, "document", id)
	b.refused(400, "Bad Request: can't use file of type Photo as Animation", "sendAnimation", "chat_id", member, "animation", id)
	b.refused(400, "Bad Request: wrong remote file identifier specified: Wrong character in the string",
		"sendPhoto", "chat_id", member, "photo", "not*an*id")
	other := newBot(t, Options{Token: "4243:another-bot"})
	other.s.User(member, "member", "en")
	other.refused(400, "Bad Request: wrong file identifier/HTTP URL specified", "sendPhoto", "chat_id", member, "photo", id)
	if out := b.call("sendPhoto", "chat_id", member, "photo", first.Photo[1].Unique); out.Code != 400 {
		t.Errorf("file_unique_id was taken: %+v", out)
	}
}

// An animation comes back as a document too, and its id is an animation's.
func TestS7Animation(t *testing.T) {
	b := newBot(t, Options{})
	b.s.User(member, "member", "en")
	m := decode[sent](t, b.upload("sendAnimation", []part{{"animation", "a.gif", []byte("GIF89a\x02\x00\x03\x00\x00\x00\x00;")}},
		"chat_id", member, "caption", "c", "duration", 4).Result)
	if m.Anim == nil || m.Doc == nil || m.Anim.Width != 2 || m.Anim.Height != 3 || *m.Anim.Duration != 4 || m.Doc.Name != "a.gif" {
		t.Fatalf("got %+v %+v", m.Anim, m.Doc)
	}
	b.must("sendAnimation", "chat_id", member, "animation", m.Anim.ID)
}

// Pictures that Telegram cannot take are refused.
func TestS7RefusedUploads(t *testing.T) {
	b := newBot(t, Options{})
	b.s.User(member, "member", "en")
	for _, c := range []struct {
		name, method, file, want string
		bytes                    []byte
		code                     int
	}{
		{"empty", "sendPhoto", "a.png", "Bad Request: file must be non-empty", nil, 400},
		{"no picture", "sendPhoto", "a.png", "Bad Request: IMAGE_PROCESS_FAILED", []byte("text"), 400},
		{"too long and thin", "sendPhoto", "a.png", "Bad Request: PHOTO_INVALID_DIMENSIONS", picture(t, 50, 2), 400},
		{"too large", "sendPhoto", "a.png", "Bad Request: PHOTO_INVALID_DIMENSIONS", picture(t, 9000, 1001), 400},
		{"another ending", "sendPhoto", "a.svg",
			"Bad Request: photo has unsupported extension. Use one of .jpg, .jpeg, .gif, .png, .tif or .bmp", picture(t, 2, 2), 400},
		{"a photo over 10 MB", "sendPhoto", "a.png",
			"Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes", make([]byte, 10<<20+1), 400},
		{"a document over 50 MB", "sendDocument", "a.bin", "Request Entity Too Large", make([]byte, 50<<20+1), 413},
		{"a body over all limits", "sendDocument", "a.bin", "Request Entity Too Large", make([]byte, 61<<20), 413},
	} {
		field := strings.ToLower(strings.TrimPrefix(c.method, "send"))
		out := b.upload(c.method, []part{{field, c.file, c.bytes}}, "chat_id", member)
		if out.Code != c.code || out.Description != c.want || out.Status != c.code {
			t.Errorf("%s: got %d %q, want %d %q", c.name, out.Code, out.Description, c.code, c.want)
		}
	}
	b.refused(400, "Bad Request: there is no photo in the request", "sendPhoto", "chat_id", member)
	b.refused(400, "Bad Request: failed to get HTTP URL content", "sendPhoto", "chat_id", member, "photo", "https://example.org/a.png")
	large := decode[sent](t, b.upload("sendDocument", []part{{"document", "a.bin", make([]byte, 20<<20+1)}}, "chat_id", member).Result)
	b.refused(400, "Bad Request: file is too big", "getFile", "file_id", large.Doc.ID)
}

// Albums have 2 to 10 items of kinds that go together, no keyboard, and a list for an answer.
func TestS8Albums(t *testing.T) {
	b := newBot(t, Options{})
	u := b.s.User(member, "member", "en")
	photo := decode[sent](t, b.upload("sendPhoto", []part{{"photo", "a.png", picture(t, 2, 2)}}, "chat_id", member).Result).Photo[0].ID
	item := func(kind string) string { return fmt.Sprintf(`{"type":"%s","media":"%s","caption":"c"}`, kind, photo) }
	list := func(n int, more ...string) string {
		items := more
		for range n {
			items = append(items, item("photo"))
		}
		return "[" + strings.Join(items, ",") + "]"
	}
	album := decode[[]sent](t, b.must("sendMediaGroup", "chat_id", member, "media", list(3)).Result)
	if len(album) != 3 || album[0].Album == "" || album[0].Album != album[2].Album || album[2].ID != album[0].ID+2 {
		t.Errorf("got %+v", album)
	}
	other := decode[[]sent](t, b.must("sendMediaGroup", "chat_id", member, "media", list(10)).Result)
	if other[0].Album == album[0].Album {
		t.Error("two albums have one id")
	}
	for media, want := range map[string]string{
		list(1):                         "media must include 2-10 items",
		list(11):                        "media must include 2-10 items",
		list(1, item("document")):       "can't use the media of the specified type in the album",
		list(1, item("animation")):      "can't use the media of the specified type in the album",
		`[{"type":"photo"},"nonsense"]`: "can't parse media JSON object",
	} {
		b.refused(400, "Bad Request: "+want, "sendMediaGroup", "chat_id", member, "media", media)
	}
	if out := b.call("sendMediaGroup", "chat_id", member, "media", list(2), "reply_markup", keyboard("a", "b")); out.OK {
		t.Error("an album was sent with a keyboard")
	}
	if n := len(u.Messages()); n != 14 {
		t.Errorf("got %d messages, want none from refused albums", n)
	}
}
