package telegramtest

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif" // sizes of uploaded pictures
	_ "image/jpeg"
	_ "image/png"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"
)

// Limits of uploads.
const (
	photoBytes  = 10 << 20
	uploadBytes = 50 << 20
	photoSides  = 10_000 // width and height together
	photoRatio  = 20
)

// photoEndings are the kinds of file a photo may be uploaded as.
var photoEndings = []string{".jpg", ".jpeg", ".gif", ".png", ".tif", ".tiff", ".bmp", ".webp"}

// media finds the file a parameter means: an upload, a part named by attach://, or a file id. s.mu is held.
func (c *call) media(name, value, kind string) (*stored, *failure) {
	up := c.in.files[name]
	if part, ok := strings.CutPrefix(value, "attach://"); ok {
		if up = c.in.files[part]; up == nil {
			return nil, wrong(`there is no file in the part "` + part + `"`)
		}
	}
	switch {
	case up != nil:
		return c.upload(up, kind)
	case value == "":
		return nil, wrong("there is no " + kind + " in the request")
	case strings.Contains(value, "://"):
		return nil, byAddress(value)
	}
	f, fail := c.s.fileByID(value)
	if fail == nil && f.kind != kind {
		fail = bad(fmt.Sprintf("can't use file of type %s as %s", kindTitle(f.kind), kindTitle(kind)))
	}
	return f, fail
}

// byAddress refuses files by address: there is no network behind a test server.
func byAddress(address string) *failure {
	if checkedURL(address) == "" {
		return wrong("wrong HTTP URL specified")
	}
	return wrong("failed to get HTTP URL content")
}

// upload checks a new file and keeps it.
func (c *call) upload(up *upload, kind string) (*stored, *failure) {
	f := &stored{kind: kind, name: path.Base(up.name), mime: up.mime, bytes: up.bytes}
	if len(f.bytes) == 0 {
		return nil, wrong("file must be non-empty")
	}
	if len(f.bytes) > uploadBytes {
		return nil, &failure{code: http.StatusRequestEntityTooLarge, text: "Request Entity Too Large", breach: true}
	}
	if f.mime == "" || f.mime == "application/octet-stream" {
		if known := mime.TypeByExtension(path.Ext(f.name)); known != "" {
			f.mime = known
		}
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(f.bytes))
	f.width, f.height = size.Width, size.Height
	switch kind {
	case "photo":
		if fail := f.checkPhoto(err); fail != nil {
			return nil, fail
		}
	case "animation":
		f.shapeAnimation(c.in)
	default:
		f.width, f.height = 0, 0
	}
	return c.s.keep(f), nil
}

func (f *stored) checkPhoto(unreadable error) *failure {
	ending := strings.ToLower(path.Ext(f.name))
	switch {
	case ending != "" && !slices.Contains(photoEndings, ending):
		return wrong("photo has unsupported extension. Use one of .jpg, .jpeg, .gif, .png, .tif or .bmp")
	case len(f.bytes) > photoBytes:
		return wrong(fmt.Sprintf("file of size %d bytes is too big for a photo; the maximum size is %d bytes",
			len(f.bytes), photoBytes))
	case unreadable != nil:
		return wrong("IMAGE_PROCESS_FAILED")
	case f.width+f.height > photoSides || f.width > photoRatio*f.height || f.height > photoRatio*f.width:
		return wrong("PHOTO_INVALID_DIMENSIONS")
	}
	return nil
}

// shapeAnimation sets size and duration: from the file when it is a GIF, else from the request. A GIF comes back
// as a film without sound, as Telegram converts it.
func (f *stored) shapeAnimation(in *request) {
	if f.width == 0 {
		f.width, f.height = int(in.number("width")), int(in.number("height"))
	}
	f.duration = int(in.number("duration"))
}

// throttle spaces same-size uploads; s.mu is not held.
func (c *call) throttle() *failure {
	var total int64
	for _, up := range c.in.files {
		total += int64(len(up.bytes))
	}
	if total == 0 {
		return nil
	}
	c.s.mu.Lock()
	wait, f := c.s.limits.upload(total, c.s.now())
	c.s.mu.Unlock()
	if wait > 0 && !c.s.opt.Fast {
		pause(c.ctx, min(wait, time.Minute))
	}
	return f
}

func (c *call) sendPhoto() (any, *failure)     { return c.sendFile("photo") }
func (c *call) sendAnimation() (any, *failure) { return c.sendFile("animation") }
func (c *call) sendDocument() (any, *failure)  { return c.sendFile("document") }

// sendFile sends one picture, animation or document with its caption.
func (c *call) sendFile(kind string) (any, *failure) {
	text, f := caption(c.in.text("caption"), c.in.text("parse_mode"), c.in.json("caption_entities"))
	if f == nil {
		f = c.throttle()
	}
	if f != nil {
		return nil, f
	}
	return c.send(func(m *message) *failure {
		media, f := c.media(kind, c.in.text(kind), kind)
		m.kind, m.text, m.media, m.spoiler = kind, text, media, c.in.flag("has_spoiler")
		return f
	})
}
